package org.vipagent.simulation;

import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.cloudstack.CloudStackPlanner;
import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbox;
import org.vipagent.node.Node;
import org.vipagent.node.NodeConfig;

/** What a world is built of. The real parts are the defaults; tests break one to see whether the checks notice. */
interface Parts {
    /** Everything as it is in production. */
    Parts REAL = new Parts() {};

    default CloudPlanner planner() {
        return new CloudStackPlanner();
    }

    /** What a node is really given of its configuration. */
    default NodeConfig config(NodeConfig configured) {
        return configured;
    }

    /** What a node is really given of its file when that is read again. */
    default NodeConfig reloaded(NodeConfig file) {
        return file;
    }

    /** Whether a kernel lets lifetimes end. */
    default boolean addressesExpire() {
        return true;
    }

    /** Whether the cloud worker looks at the ticket before it begins a step. */
    default boolean ticketsMatter() {
        return true;
    }

    default SimProcess.Turning turning(Node node, Inbox inbox, Engine.Ports ports) {
        Engine engine = new Engine(node, inbox, ports);
        return new SimProcess.Turning() {
            @Override
            public void resumed(long now) {
                engine.resumed(now);
            }

            @Override
            public long turn(long now, long realtime) {
                return engine.turn(now, realtime);
            }

            @Override
            public boolean isFinished() {
                return engine.isFinished();
            }
        };
    }
}
