package org.vipagent.cloud;

/**
 * What a plan may do.
 *
 * @param mayInterrupt whether steps are allowed that interrupt a path that works
 */
public record Policy(boolean mayInterrupt) {}
