/**
 * One virtual router: who is master, and when.
 *
 * <p>{@link org.vipagent.vrrp.VirtualRouter} is fed with adverts, deadlines and orders, and answers with effects. No
 * input or output here, no clock: {@code now} is an argument, always the last, in nanoseconds of a monotonic clock.
 */
package org.vipagent.vrrp;
