/** What happened, written down: one line for each event to the log, and the last ones kept for status. */
package org.vipagent.daemon.journal;
