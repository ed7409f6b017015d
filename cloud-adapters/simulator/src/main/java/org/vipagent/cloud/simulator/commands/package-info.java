/** What each command does to the tables, at once or in its job, and how the API shows what is in them. */
package org.vipagent.cloud.simulator.commands;
