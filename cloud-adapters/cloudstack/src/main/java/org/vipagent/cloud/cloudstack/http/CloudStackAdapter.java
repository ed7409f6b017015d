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
import org.vipagent.cloud.StateKeeping;
import org.vipagent.cloud.cloudstack.CloudStackCalls;
import org.vipagent.cloud.cloudstack.CloudStackPlanner;
import org.vipagent.cloud.cloudstack.Diary;
import org.vipagent.cloud.cloudstack.NodeSettings;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.cloud.cloudstack.api.Signer;

/**
 * CloudStack over HTTP. Looks and stages come one at a time for each instance, those of several instances from several
 * threads. {@link #close} may be called from any thread, and ends what is under way.
 */
public final class CloudStackAdapter implements CloudAdapter {
    private final CloudStackPlanner planner = new CloudStackPlanner();
    private final Diary diary;
    private final CloudStackCalls calls;
    private final HttpTransport transport;
    private final CallLoop loop;

    /**
     * Does not connect yet; knows nothing of before.
     *
     * @throws IllegalArgumentException if the settings cannot work; the message is for the operator
     */
    public CloudStackAdapter(ProviderSettings settings) {
        this(settings, StateKeeping.NOWHERE);
    }

    /**
     * Does not connect yet.
     *
     * @param state keeps what has to be known after a restart
     * @throws IllegalArgumentException if the settings cannot work; the message is for the operator
     */
    public CloudStackAdapter(ProviderSettings settings, StateKeeping state) {
        this.diary = new Diary(state);
        this.calls = new CloudStackCalls(NodeSettings.of(settings), diary.open());
        Signer signer = new Signer(settings.credentials(), Signer.Version.of(settings.signatureVersion()));
        this.transport = new HttpTransport(settings.endpoint(), signer, Clients.of(settings));
        Patience patience = new Patience();
        Guard guard = new Guard(settings.name(), settings.maxRequestsPerSecond(), transport, patience);
        this.loop = new CallLoop(guard, patience);
    }

    @Override
    public Observation observe(Claims claims, Permission wanted, Deadline deadline) {
        Observation seen = loop.run(calls.observe(claims, deadline), wanted);
        diary.write(calls::keepsake);
        return seen;
    }

    @Override
    public Observation observeBefore(Claims claims, Stage stage, Permission wanted, Deadline deadline) {
        return loop.run(calls.observeBefore(claims, stage, deadline), wanted);
    }

    @Override
    public Plan plan(Claims claims, CloudView view, Policy policy) {
        return planner.plan(claims, view, policy);
    }

    @Override
    public StageOutcome execute(Claims claims, Stage stage, Permission permission, Deadline deadline) {
        CallBundle<StageOutcome> writes = calls.execute(claims, stage, permission, deadline);
        // What the stage takes away has to be on the disk before it goes.
        diary.write(calls::keepsake);
        StageOutcome outcome = loop.run(writes, permission);
        diary.write(calls::keepsake);
        return outcome;
    }

    @Override
    public void close() {
        loop.close();
        transport.close();
    }
}
