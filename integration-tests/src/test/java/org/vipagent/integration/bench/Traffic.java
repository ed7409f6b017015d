package org.vipagent.integration.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What the client's interface saw, in order. Times are microseconds.
 *
 * @param questions when the client asked
 * @param answers when it was answered, and by whom
 * @param adverts every one that reached the client's segment
 */
record Traffic(List<Long> questions, List<Answer> answers, List<Advert> adverts) {
    private static final int PCAP_MICROS = 0xa1b2c3d4;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int ETHERNET = 14;
    private static final int ETHER_TYPE = 12;
    private static final int IPV4 = 0x0800;
    private static final int ICMP = 1;
    private static final int VRRP = 112;
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REQUEST = 8;

    /** An answer and the TTL that tells whose it was. */
    record Answer(long at, int ttl) {}

    /** An advert as it claims to be, sound or not. */
    record Advert(long at, String source, int vrid, int priority) {}

    /** Reads a file of libpcap's classic form from this machine. */
    static Traffic parse(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.nativeOrder());
        if (bytes.getInt(0) != PCAP_MICROS) {
            throw new IllegalArgumentException("no capture file with microseconds");
        }
        Traffic traffic = new Traffic(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int at = FILE_HEADER;
        // The last record may be cut where the program was ended.
        while (at + RECORD_HEADER <= file.length && at + RECORD_HEADER + bytes.getInt(at + 8) <= file.length) {
            long time = Integer.toUnsignedLong(bytes.getInt(at)) * 1_000_000 + bytes.getInt(at + 4);
            int length = bytes.getInt(at + 8);
            byte[] frame = new byte[length];
            bytes.get(at + RECORD_HEADER, frame);
            traffic.take(time, ByteBuffer.wrap(frame));
            at += RECORD_HEADER + length;
        }
        return traffic;
    }

    private void take(long time, ByteBuffer frame) {
        if (frame.limit() < ETHERNET + 20 || frame.getShort(ETHER_TYPE) != IPV4) {
            return;
        }
        int payload = ETHERNET + (frame.get(ETHERNET) & 0xf) * 4;
        int protocol = frame.get(ETHERNET + 9);
        if (payload + 4 > frame.limit()) {
            return;
        }
        int first = frame.get(payload) & 0xff;
        if (protocol == VRRP) {
            adverts.add(new Advert(time, source(frame), frame.get(payload + 1) & 0xff, frame.get(payload + 2) & 0xff));
        } else if (protocol == ICMP && first == ECHO_REQUEST) {
            questions.add(time);
        } else if (protocol == ICMP && first == ECHO_REPLY) {
            answers.add(new Answer(time, frame.get(ETHERNET + 8) & 0xff));
        }
    }

    private static String source(ByteBuffer frame) {
        int at = ETHERNET + 12;
        return (frame.get(at) & 0xff) + "." + (frame.get(at + 1) & 0xff) + "." + (frame.get(at + 2) & 0xff) + "."
                + (frame.get(at + 3) & 0xff);
    }

    /**
     * The longest time within a span that the client asked in vain: from its first question after an answer to the next
     * answer from anyone. A client that did not ask for a while does not count as unanswered. What began before the
     * span counts from its own beginning, what has not ended counts to the span's end.
     */
    long longestSilence(long from, long to) {
        return silences(from, to).max().orElse(0);
    }

    private LongStream silences(long from, long to) {
        LongStream.Builder found = LongStream.builder();
        int question = 0;
        long previous = Long.MIN_VALUE;
        for (Answer answer : answers) {
            while (question < questions.size() && questions.get(question) <= previous) {
                question++;
            }
            boolean asked = question < questions.size() && questions.get(question) <= answer.at();
            if (asked && answer.at() > from && questions.get(question) < to) {
                found.add(Math.min(answer.at(), to) - questions.get(question));
            }
            previous = answer.at();
        }
        long last = previous;
        questions.stream().filter(q -> q > last && q < to).findFirst().ifPresent(q -> found.add(to - q));
        return found.build();
    }

    /** The longest time within a span that the client did not ask: what the instrument cannot see. */
    long longestPauseOfTheClient(long from, long to) {
        long longest = 0;
        long previous = from;
        for (long question : questions) {
            if (question > from && question < to) {
                longest = Math.max(longest, question - previous);
                previous = question;
            }
        }
        return Math.max(longest, to - previous);
    }

    /** Adverts of one sender within a span. */
    List<Advert> adverts(String source, long from, long to) {
        return adverts.stream()
                .filter(a -> a.source().equals(source) && a.at() >= from && a.at() <= to)
                .toList();
    }

    /** The first answer of a router from a time on. */
    OptionalLong firstAnswer(int ttl, long from) {
        return answers.stream()
                .filter(a -> a.ttl() == ttl && a.at() >= from)
                .mapToLong(Answer::at)
                .findFirst();
    }
}
