/**
 * The shell that really sends: one HTTP client that never repeats a request by itself, a guard that holds requests
 * back, and the loop that runs a conversation over them. Decides nothing about the cloud.
 */
package org.vipagent.cloud.cloudstack.http;
