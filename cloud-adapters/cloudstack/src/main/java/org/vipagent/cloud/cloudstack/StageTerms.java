package org.vipagent.cloud.cloudstack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.cloudstack.api.Answers;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.CallTerms;
import org.vipagent.cloud.cloudstack.api.Conversation;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.Listing;
import org.vipagent.cloud.cloudstack.api.Move;
import org.vipagent.cloud.cloudstack.api.Reply;

/**
 * What a stage asks with: the questions for its jobs and the read at its end, as conversations.
 *
 * @param node whose stage it is
 * @param names for the jobs of its writes
 */
record StageTerms(NodeSettings node, Memory memory, JobNames names, Claims claims) {
    /**
     * What the list of all rules showed.
     *
     * @param rules nothing if it could not be read
     * @param failure why it could not be read
     */
    record Rules(List<ForwardingRule> rules, Optional<Reply> failure) {
        private static Rules unread(Reply reply) {
            return new Rules(List.of(), Optional.of(reply));
        }
    }

    CallTerms calls() {
        return node.callTerms();
    }

    Duration jobTimeout() {
        return node.jobTimeout();
    }

    /** The question for one job; the reply is as it came. */
    CallSequence<Reply> job(String id, Deadline deadline) {
        return new Conversation<>(
                calls(),
                deadline,
                now -> Move.read("queryAsyncJobResult", Map.of("jobid", id), (reply, then) -> new Move.End<>(reply)),
                (why, maybeChanged) -> new Reply.Lost(why, false));
    }

    /** The question for all rules of the account. */
    CallSequence<Rules> rules(Deadline deadline) {
        Listing listing = new Listing("listPortForwardingRules", "portforwardingrule", Map.of(), memory.pageSize());
        return new Conversation<>(
                calls(),
                deadline,
                now -> listing.read(
                        Answers::forwardingRule,
                        new Listing.Then<>(
                                rules -> new Move.End<>(new Rules(rules, Optional.empty())),
                                reply -> new Move.End<>(Rules.unread(reply)))),
                (why, maybeChanged) -> Rules.unread(new Reply.Lost(why, false)));
    }

    /** Keeps rules that a poll read when everything had ended, so that the read at the end need not ask for them. */
    void keep(List<ForwardingRule> rules) {
        memory.sawRules(rules, memory.updatesToProve());
        memory.last(claims.instance()).ifPresent(last -> memory.saw(claims.instance(), last.withRules(rules)));
    }

    /** The read after the stage; of what was not touched the last look counts. */
    CallSequence<Observation> read(Set<Touch> touched, Deadline deadline) {
        Look look = new Look(node, memory, claims);
        return new Conversation<>(
                calls(), deadline, now -> look.again(touched), (why, x) -> new Observation.Unseen(why));
    }
}
