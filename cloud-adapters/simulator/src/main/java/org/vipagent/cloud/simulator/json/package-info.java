/** What the admin port and the command line read and write. */
package org.vipagent.cloud.simulator.json;
