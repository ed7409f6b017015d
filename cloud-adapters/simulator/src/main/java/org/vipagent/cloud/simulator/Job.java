package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** An asynchronous job as its user sees it. */
final class Job {
    static final int PENDING = 0;
    static final int SUCCEEDED = 1;
    static final int FAILED = 2;
    private static final int FAILURE_CODE = 530;

    final String id;
    final Command command;
    final Optional<Instance> instance;
    final String created;

    private int status = PENDING;
    private ObjectNode result;

    Job(String id, Command command, Optional<Instance> instance, long createdAt) {
        this.id = id;
        this.command = command;
        this.instance = instance;
        this.created = Json.time(createdAt);
    }

    /**
     * What the job is about.
     *
     * @param id absent where the server does not find it
     */
    record Instance(String type, Optional<String> id) {
        static Optional<Instance> of(String type, String id) {
            return Optional.of(new Instance(type, Optional.of(id)));
        }
    }

    int status() {
        return status;
    }

    boolean isPending() {
        return status == PENDING;
    }

    int resultCode() {
        return status == FAILED ? FAILURE_CODE : 0;
    }

    /** Absent while it is pending, and for ever after the server has crashed under it. */
    Optional<ObjectNode> result() {
        return Optional.ofNullable(result);
    }

    void succeed(ObjectNode newResult) {
        status = SUCCEEDED;
        result = newResult;
    }

    void fail(String text) {
        status = FAILED;
        result = Json.object().put("errorcode", FAILURE_CODE).put("errortext", text);
    }

    /** The management server died; nobody will ever know. */
    void orphan() {
        status = FAILED;
    }
}
