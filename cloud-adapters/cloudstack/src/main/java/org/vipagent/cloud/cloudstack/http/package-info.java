/**
 * The shell that really sends: one HTTP client that never repeats a request by itself, a guard that holds requests
 * back, and the loop that runs conversations over them, stages on threads of their own. Decides nothing about the cloud.
 */
package org.vipagent.cloud.cloudstack.http;
