package org.vipagent.simulation;

import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbox;
import org.vipagent.node.Node;

/** Its deadlines are judged and told of while the packets still wait. */
final class JudgesBeforeItReads implements Parts {
    @Override
    public SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
        SimProcess.Turning real = Parts.super.turning(node, inbox, ports);
        Engine.Ports unread =
                new Engine.Ports(SpoiltPackets.unread(ports.packets()), ports.kernel(), ports.cloud(), ports.journal());
        return new SimProcess.Turning() {
            @Override
            public void resumed(long now) {
                real.resumed(now);
            }

            @Override
            public long turn(long now, long realtime) {
                if (node.nextDeadline() > now) {
                    return real.turn(now, realtime);
                }
                return Parts.REAL.turning(node, () -> null, unread).turn(now, realtime);
            }

            @Override
            public boolean isFinished() {
                return real.isFinished();
            }
        };
    }
}
