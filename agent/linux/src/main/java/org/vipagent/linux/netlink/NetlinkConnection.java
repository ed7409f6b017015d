package org.vipagent.linux.netlink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.linux.libc.Errno;

/**
 * Requests and their replies: sequence numbers, acknowledgements, replies in many parts, errors. For one thread.
 *
 * <p>Replies to an earlier request that ran into its time limit are recognised by their number and skipped.
 */
public final class NetlinkConnection implements AutoCloseable {
    /** Acknowledgements wait in the socket's buffer: this many fit into the smallest default (212,992 bytes). */
    private static final int MESSAGES_PER_DATAGRAM = 64;

    private static final int DUMP_ATTEMPTS = 10;

    private final NetlinkTransport transport;
    private int sequence;

    public NetlinkConnection(NetlinkTransport transport) {
        this.transport = transport;
    }

    /**
     * Carries out one request.
     *
     * @throws NetlinkException if the kernel refuses it
     * @throws IOException if it cannot be asked or does not answer
     */
    public void execute(MessageWriter request) throws IOException {
        request(request);
    }

    /**
     * Carries out one request that is answered with messages before the acknowledgement.
     *
     * @return those messages, perhaps none
     * @throws NetlinkException if the kernel refuses it
     * @throws IOException if it cannot be asked or does not answer
     */
    public List<NetlinkMessage> request(MessageWriter request) throws IOException {
        int number = ++sequence;
        transport.send(request.toBytes(Netlink.NLM_F_ACK, number));
        List<NetlinkMessage> answers = new ArrayList<>();
        while (true) {
            for (NetlinkMessage message : answersTo(number)) {
                if (!Reply.isEnd(message)) {
                    answers.add(message);
                    continue;
                }
                Reply.refuseError(message, request.type());
                return answers;
            }
        }
    }

    /**
     * Carries out many requests, several at a time. Each is tried, whatever became of the others.
     *
     * @return for each request in order, why it was refused; empty if it was carried out
     * @throws IOException if the kernel cannot be asked or does not answer: what was carried out is then unknown
     */
    public List<Optional<NetlinkException>> executeAll(List<MessageWriter> requests) throws IOException {
        List<Optional<NetlinkException>> outcomes = new ArrayList<>();
        for (int from = 0; from < requests.size(); from += MESSAGES_PER_DATAGRAM) {
            int to = Math.min(requests.size(), from + MESSAGES_PER_DATAGRAM);
            outcomes.addAll(executeBatch(requests.subList(from, to)));
        }
        return outcomes;
    }

    private List<Optional<NetlinkException>> executeBatch(List<MessageWriter> requests) throws IOException {
        int first = sequence + 1;
        ByteArrayOutputStream datagram = new ByteArrayOutputStream();
        for (MessageWriter request : requests) {
            datagram.writeBytes(request.toBytes(Netlink.NLM_F_ACK, ++sequence));
        }
        transport.send(datagram.toByteArray());
        Map<Integer, Optional<NetlinkException>> outcomes = new HashMap<>();
        while (outcomes.size() < requests.size()) {
            for (NetlinkMessage message : NetlinkMessage.split(transport.receive())) {
                int index = message.sequence() - first;
                if (index >= 0 && index < requests.size() && Reply.isEnd(message)) {
                    outcomes.put(index, Reply.error(message, requests.get(index).type()));
                }
            }
        }
        List<Optional<NetlinkException>> inOrder = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            inOrder.add(outcomes.get(i));
        }
        return inOrder;
    }

    /**
     * Reads a whole table. Where it changed while it was read, it is read again.
     *
     * @return the rows
     * @throws NetlinkException if the kernel refuses, or the table does not keep still for one reading (EINTR)
     * @throws IOException if it cannot be asked or does not answer
     */
    public List<NetlinkMessage> dump(MessageWriter request) throws IOException {
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            Optional<List<NetlinkMessage>> rows = dumpOnce(request);
            if (rows.isPresent()) {
                return rows.get();
            }
        }
        throw new NetlinkException(Errno.EINTR, Reply.name(request.type()), "the table changed during every dump");
    }

    private Optional<List<NetlinkMessage>> dumpOnce(MessageWriter request) throws IOException {
        int number = ++sequence;
        transport.send(request.toBytes(Netlink.NLM_F_DUMP, number));
        List<NetlinkMessage> rows = new ArrayList<>();
        boolean interrupted = false;
        while (true) {
            for (NetlinkMessage message : answersTo(number)) {
                interrupted |= message.has(Netlink.NLM_F_DUMP_INTR) && message.type() != Netlink.NLMSG_ERROR;
                if (!Reply.isEnd(message)) {
                    rows.add(message);
                    continue;
                }
                Reply.refuseError(message, request.type());
                return interrupted ? Optional.empty() : Optional.of(rows);
            }
        }
    }

    private List<NetlinkMessage> answersTo(int number) throws IOException {
        List<NetlinkMessage> answers = new ArrayList<>();
        for (NetlinkMessage message : NetlinkMessage.split(transport.receive())) {
            if (message.sequence() == number && message.type() != Netlink.NLMSG_NOOP) {
                answers.add(message);
            }
        }
        return answers;
    }

    @Override
    public void close() {
        transport.close();
    }
}
