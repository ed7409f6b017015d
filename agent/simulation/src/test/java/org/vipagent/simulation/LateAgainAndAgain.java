package org.vipagent.simulation;

import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbox;
import org.vipagent.node.Node;

/** Its clock loses some of each advert interval, as if the next one were counted from when the last went out. */
final class LateAgainAndAgain implements Parts {
    @Override
    public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
        SimProcess.Turning real = Parts.super.turning(node, inbox, ports);
        return new SimProcess.Turning() {
            private long began = -1;

            @Override
            public void resumed(long now) {
                real.resumed(began < 0 ? now : now - lost(now));
            }

            @Override
            public long turn(long now, long realtime) {
                began = began < 0 ? now : began;
                long lost = lost(now);
                long next = real.turn(now - lost, realtime);
                return next == Node.NEVER ? next : next + lost;
            }

            private long lost(long now) {
                return (now - began) / 1_000;
            }

            @Override
            public boolean isFinished() {
                return real.isFinished();
            }
        };
    }
}
