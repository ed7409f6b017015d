package org.vipagent.simulation;

import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbox;
import org.vipagent.node.Node;

/** One of the nodes hears nothing any more after some time. */
final class GoingDeaf implements Parts {
    private static final long HEARING_NANOS = 20 * Breaking.SECOND;

    private int nodes;

    @Override
    public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
        SimProcess.Turning hearing = Parts.super.turning(node, inbox, ports);
        SimProcess.Turning deaf = Parts.super.turning(
                node,
                inbox,
                new Engine.Ports(SpoiltPackets.deaf(ports.packets()), ports.kernel(), ports.cloud(), ports.journal()));
        boolean chosen = nodes++ % 2 == 1;
        return new SimProcess.Turning() {
            private long beganAt = -1;

            @Override
            public void resumed(long now) {
                hearing.resumed(now);
            }

            @Override
            public long turn(long now, long realtime) {
                beganAt = beganAt < 0 ? now : beganAt;
                return chosen && now - beganAt > HEARING_NANOS ? deaf.turn(now, realtime) : hearing.turn(now, realtime);
            }

            @Override
            public boolean isFinished() {
                return false;
            }
        };
    }
}
