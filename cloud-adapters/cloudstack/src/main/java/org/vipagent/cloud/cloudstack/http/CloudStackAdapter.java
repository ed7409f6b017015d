package org.vipagent.cloud.cloudstack.http;

import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.cloudstack.CloudStackCalls;
import org.vipagent.cloud.cloudstack.CloudStackPlanner;
import org.vipagent.cloud.cloudstack.NodeSettings;
import org.vipagent.cloud.cloudstack.api.Signer;

/**
 * CloudStack over HTTP. Looks and stages come one at a time for each instance, those of several instances from several
 * threads. {@link #close} may be called from any thread, and ends what is under way.
 */
public final class CloudStackAdapter implements CloudAdapter {
    private final CloudStackPlanner planner = new CloudStackPlanner();
    private final CloudStackCalls calls;
    private final HttpTransport transport;
    private final CallLoop loop;

    /**
     * Does not connect yet.
     *
     * @throws IllegalArgumentException if the settings cannot work; the message is for the operator
     */
    public CloudStackAdapter(ProviderSettings settings) {
        this.calls = new CloudStackCalls(NodeSettings.of(settings));
        Signer signer = new Signer(settings.credentials(), Signer.Version.of(settings.signatureVersion()));
        this.transport = new HttpTransport(settings.endpoint(), signer, Clients.of(settings));
        Patience patience = new Patience();
        Guard guard = new Guard(settings.name(), settings.maxRequestsPerSecond(), transport, patience);
        this.loop = new CallLoop(guard, patience);
    }

    @Override
    public Observation observe(Claims claims, Permission wanted, Deadline deadline) {
        return loop.run(calls.observe(claims, deadline), wanted);
    }

    @Override
    public Plan plan(Claims claims, CloudView view, Policy policy) {
        return planner.plan(claims, view, policy);
    }

    @Override
    public StageOutcome execute(Claims claims, Stage stage, Permission permission, Deadline deadline) {
        return loop.run(calls.execute(claims, stage, permission, deadline), permission);
    }

    @Override
    public void close() {
        loop.close();
        transport.close();
    }
}
