package org.vipagent.integration.bench;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.NativeBuffer;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.linux.process.Scheduling;
import org.vipagent.net.IpAddress;

/**
 * The client, a program of its own: an ICMP echo request each millisecond, in real time, so that neither the garbage
 * collector of the bench nor the daemons' own work delays a question. The routers' kernels answer, so no echo program
 * can be the bottleneck; which router it was shows in the answer's TTL.
 *
 * <p>What counts is what the capture saw. This program only tells the bench how the client fares at the moment: each 20
 * ms a line with the TTL of the last answer and for how many milliseconds answers with this TTL have come without a
 * pause. It ends when its input ends.
 */
public final class Asker {
    /** Larger than any hiccup of a machine with nothing wrong, smaller than any outage of interest to the script. */
    private static final long PAUSE_NANOS = 50_000_000L;

    private static final long REPORT_NANOS = 20_000_000L;
    private static final int REAL_TIME_PRIORITY = 60;
    private static final int IPPROTO_ICMP = 1;
    private static final int IDENTIFIER = 0x7661;
    private static final int REQUEST_LENGTH = 16;

    private static final int IP_TTL = 8;
    private static final int ICMP_TYPE = 20;
    private static final int ICMP_IDENTIFIER = 24;
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REQUEST = 8;

    private final Libc libc;
    private final Descriptor socket;
    private final SocketMessage request;
    private final SocketMessage reply;
    private int sequence;
    private int lastTtl;
    private long lastAnswerAt;
    private long streakFrom;

    private Asker(Libc libc, IpAddress target) throws ErrnoException {
        this.libc = libc;
        this.socket = libc.socket(Linux.AF_INET, Linux.SOCK_RAW | Linux.SOCK_NONBLOCK, IPPROTO_ICMP);
        this.request = libc.message(libc.allocate(REQUEST_LENGTH), SocketAddresses.internet(libc, target, 0, 0));
        this.reply = libc.message(libc.allocate(256), SocketAddresses.internet(libc, target, 0, 0));
    }

    /** Asks until its input ends. The arguments: the address, and the microseconds between two questions. */
    public static void main(String[] arguments) throws Exception {
        Thread end = new Thread(Asker::endWithInput, "end");
        end.setDaemon(true);
        end.start();
        Libc libc = Libc.load();
        Asker asker = new Asker(libc, IpAddress.parse(arguments[0]));
        long interval = Long.parseLong(arguments[1]) * 1_000;
        Scheduling scheduling = new Scheduling(libc);
        scheduling.wakePunctually();
        scheduling.makeRealTime(scheduling.currentTask(), REAL_TIME_PRIORITY);
        asker.run(interval);
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            System.err.println("the input broke: " + e.getMessage());
        }
        System.exit(0);
    }

    private void run(long interval) throws ErrnoException {
        long nextAt = System.nanoTime();
        long reportAt = nextAt;
        while (true) {
            long now = System.nanoTime();
            if (now < nextAt) {
                LockSupport.parkNanos(nextAt - now);
                continue;
            }
            takeAnswers(now);
            ask();
            // What was missed is not caught up with: a burst of questions would not be a client's behaviour.
            nextAt = Math.max(nextAt + interval, now + interval / 2);
            if (now >= reportAt) {
                reportAt = now + REPORT_NANOS;
                report(now);
            }
        }
    }

    private void report(long now) {
        boolean answered = lastAnswerAt != 0 && now - lastAnswerAt < PAUSE_NANOS;
        System.out.println(answered ? lastTtl + " " + (now - streakFrom) / 1_000_000 : "0 0");
    }

    private void ask() {
        NativeBuffer data = request.data();
        sequence = (sequence + 1) & 0xffff;
        data.putByte(0, ECHO_REQUEST).putByte(1, 0).putNetworkShort(2, 0);
        data.putNetworkShort(4, IDENTIFIER).putNetworkShort(6, sequence);
        int sum = (ECHO_REQUEST << 8) + IDENTIFIER + sequence;
        data.putNetworkShort(2, ~((sum & 0xffff) + (sum >> 16)) & 0xffff);
        try {
            libc.send(socket, request, REQUEST_LENGTH);
        } catch (ErrnoException e) {
            // No route or nobody answers to ARP: as good a question without an answer as any.
            lastTtl = 0;
        }
    }

    private void takeAnswers(long now) throws ErrnoException {
        int length;
        while ((length = libc.receive(socket, reply)) != Libc.WOULD_BLOCK) {
            NativeBuffer packet = reply.data();
            boolean ours = length >= ICMP_IDENTIFIER + 2
                    && packet.getByte(ICMP_TYPE) == ECHO_REPLY
                    && packet.getByte(ICMP_IDENTIFIER) == IDENTIFIER >> 8
                    && packet.getByte(ICMP_IDENTIFIER + 1) == (IDENTIFIER & 0xff);
            if (ours) {
                int ttl = packet.getByte(IP_TTL);
                if (ttl != lastTtl || now - lastAnswerAt > PAUSE_NANOS) {
                    streakFrom = now;
                }
                lastTtl = ttl;
                lastAnswerAt = now;
            }
        }
    }
}
