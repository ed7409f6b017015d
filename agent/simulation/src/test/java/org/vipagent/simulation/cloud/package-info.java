/**
 * One node that becomes master while its cloud fails: the real follower, planner and conversations against the model of
 * a zone, on a virtual clock. Nothing is drawn: each fault is aimed at one call.
 */
package org.vipagent.simulation.cloud;
