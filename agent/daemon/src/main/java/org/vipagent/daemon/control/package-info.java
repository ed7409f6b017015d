/**
 * How other programs ask a running agent: a unix socket, one request line, one line of JSON as the answer. Requests are
 * bounded in size and time, so that nobody who may open the socket can hold the agent up.
 */
package org.vipagent.daemon.control;
