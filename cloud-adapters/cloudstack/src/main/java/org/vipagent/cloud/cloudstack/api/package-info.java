/**
 * A conversation with CloudStack's API as plain values: which request goes out next, what an answer means. Nothing in
 * here sends, sleeps or starts a thread, so that the same conversations run over HTTP and inside a simulation.
 */
package org.vipagent.cloud.cloudstack.api;
