package org.vipagent.vrrp;

/**
 * How well this process kept its schedule since the router was made.
 *
 * @param pauses how often it was noticed that this machine or process stood still for longer than a master-down
 * interval
 * @param lastPauseAt when that was noticed last; meaningless without a pause
 * @param late adverts sent more than half an interval after they were due
 * @param lastLateAt when an advert was late or left out last; meaningless without one
 * @param madeUp adverts sent along with a later one, since their own time was missed by less than 100 ms
 * @param leftOut adverts whose time was missed and that were never sent
 */
public record Punctuality(long pauses, long lastPauseAt, long late, long lastLateAt, long madeUp, long leftOut) {}
