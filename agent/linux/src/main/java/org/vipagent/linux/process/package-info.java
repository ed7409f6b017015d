/**
 * What the process may do and how it is scheduled: real-time threads, locked memory, timer precision, capabilities, and
 * the sysctls that decide whether virtual addresses behave.
 */
package org.vipagent.linux.process;
