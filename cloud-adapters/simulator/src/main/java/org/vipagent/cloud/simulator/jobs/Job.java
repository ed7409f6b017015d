package org.vipagent.cloud.simulator.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.vipagent.cloud.simulator.api.Command;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.api.Owner;

/** An asynchronous job as its user sees it. */
public final class Job {
    public static final int PENDING = 0;
    public static final int SUCCEEDED = 1;
    public static final int FAILED = 2;
    private static final int FAILURE_CODE = 530;

    public final String id;
    public final Owner owner;
    /** The number of the entry in the audit trail that began it; 0 for none. */
    public long event;

    public final Command command;
    public final Optional<Instance> instance;
    public final String created;

    private int status = PENDING;
    private ObjectNode result;

    public Job(String id, Owner owner, Command command, Optional<Instance> instance, long createdAt) {
        this.id = id;
        this.owner = owner;
        this.command = command;
        this.instance = instance;
        this.created = Json.time(createdAt);
    }

    /**
     * What the job is about.
     *
     * @param id absent where the server does not find it
     */
    public record Instance(String type, Optional<String> id) {
        public static Optional<Instance> of(String type, String id) {
            return Optional.of(new Instance(type, Optional.of(id)));
        }
    }

    public int status() {
        return status;
    }

    public boolean isPending() {
        return status == PENDING;
    }

    public int resultCode() {
        return status == FAILED ? FAILURE_CODE : 0;
    }

    /** Absent while it is pending, and for ever after the server has crashed under it. */
    public Optional<ObjectNode> result() {
        return Optional.ofNullable(result);
    }

    public void succeed(ObjectNode newResult) {
        status = SUCCEEDED;
        result = newResult;
    }

    public void fail(String text) {
        status = FAILED;
        result = Json.object().put("errorcode", FAILURE_CODE).put("errortext", text);
    }

    /** The management server died; nobody will ever know. */
    public void orphan() {
        status = FAILED;
    }
}
