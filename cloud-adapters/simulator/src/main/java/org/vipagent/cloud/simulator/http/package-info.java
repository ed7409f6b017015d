/** The zone behind HTTP: the API itself, and the port for looking into the zone and breaking it. */
package org.vipagent.cloud.simulator.http;
