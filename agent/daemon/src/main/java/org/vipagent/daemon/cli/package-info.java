/** The command line: one class for each command, what it prints and with which code it exits. */
package org.vipagent.daemon.cli;
