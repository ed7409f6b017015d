package org.vipagent.cloud.cloudstack;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Permission;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Conversation;

/**
 * The conversations that a look and a stage need. Does no IO; keeps between looks which machine this node is and who
 * held which address, and asks whether that is still true with each look.
 *
 * <p>For each instance looks and stages come one at a time; those of several instances may run side by side.
 */
public final class CloudStackCalls {
    private final NodeSettings node;
    private final Memory memory;
    private final JobNames names;

    public CloudStackCalls(NodeSettings node) {
        this(node, Keepsake.EMPTY);
    }

    /** @param before what an earlier process knew */
    public CloudStackCalls(NodeSettings node, Keepsake before) {
        this(node, UUID::randomUUID, before);
    }

    /**
     * For a world that has to be the same again, without anything from before.
     *
     * @param jobNames what the jobs of writes are called; never the same twice
     */
    public CloudStackCalls(NodeSettings node, Supplier<UUID> jobNames) {
        this(node, jobNames, Keepsake.EMPTY);
    }

    /**
     * For a world that has to be the same again.
     *
     * @param jobNames what the jobs of writes are called; never the same twice
     * @param before what an earlier process knew
     */
    public CloudStackCalls(NodeSettings node, Supplier<UUID> jobNames, Keepsake before) {
        this.node = node;
        this.memory = new Memory(node.profile(), before);
        this.names = new JobNames(jobNames);
    }

    /**
     * What a process after this one has to know, should this one end at this moment. Grows when a stage is begun, before
     * its first write can be sent, and shrinks when a look shows that everything is back. From any thread.
     */
    public Keepsake keepsake() {
        return memory.handover().toKeep();
    }

    /** A look; changes nothing. Whatever fails makes it unseen, never absent. */
    public CallSequence<Observation> observe(Claims claims, Deadline deadline) {
        Look look = new Look(node, memory, claims);
        return new Conversation<>(
                node.callTerms(),
                deadline,
                now -> {
                    memory.passes(now);
                    return look.start();
                },
                (why, x) -> new Observation.Unseen(why));
    }

    /**
     * A look at the contents of what a stage takes away, by the ids that are known. A secondary address has none: its id
     * is void once somebody else has moved it.
     *
     * @throws IllegalArgumentException if a step is not of this adapter
     */
    public CallSequence<Observation> observeBefore(Claims claims, Stage stage, Deadline deadline) {
        Set<Touch> contents = EnumSet.noneOf(Touch.class);
        own(stage).stream().filter(CloudStackStep::destroys).forEach(step -> contents.addAll(step.touches()));
        contents.remove(Touch.MACHINES);
        return new StageTerms(node, memory, names, claims).read(contents, deadline);
    }

    /**
     * One stage: its writes side by side, each sent once, their jobs until they end, and a read of what they touched.
     *
     * @param permission asked before each write
     * @throws IllegalArgumentException if a step is not of this adapter
     */
    public CallBundle<StageOutcome> execute(Claims claims, Stage stage, Permission permission, Deadline deadline) {
        return new StageRun(new StageTerms(node, memory, names, claims), own(stage), permission, deadline);
    }

    private static List<CloudStackStep> own(Stage stage) {
        List<CloudStackStep> steps = new ArrayList<>();
        for (Step step : stage.steps()) {
            if (!(step instanceof CloudStackStep own)) {
                throw new IllegalArgumentException("not a step of this adapter: " + step.describe());
            }
            steps.add(own);
        }
        return steps;
    }
}
