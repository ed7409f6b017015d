package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.daemon.AnnouncementQueue.Outcome;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;

class AnnouncementQueueTest {
    private static final InterfaceName ETH0 = new InterfaceName("eth0");

    private final AnnouncementQueue queue = new AnnouncementQueue();
    private final List<String> sent = new ArrayList<>();
    private Outcome outcome = Outcome.SENT;

    private void announce(int repeat, String... addresses) {
        List<IpAddress> all = new ArrayList<>();
        for (String address : addresses) {
            all.add(IpAddress.parse(address));
        }
        queue.add(new NodeEffect.AnnounceAddresses(ETH0, all, repeat));
    }

    private boolean send(int frames) {
        return queue.send(
                target -> {
                    if (outcome == Outcome.SENT) {
                        sent.add(target.address().toString());
                    }
                    return outcome;
                },
                frames);
    }

    @Test
    void sendsEveryAddressOnceBeforeItRepeatsAny() {
        announce(2, "10.5.0.1", "2001:db8::1");
        announce(3, "10.5.0.2");
        assertThat(send(100)).isFalse();
        assertThat(sent)
                .containsExactly(
                        "10.5.0.1", "2001:db8::1", "10.5.0.2", "10.5.0.1", "2001:db8::1", "10.5.0.2", "10.5.0.2");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void putsANewAnnouncementBeforeTheRepetitionsOfOthers() {
        announce(3, "10.5.0.1");
        send(1);
        announce(1, "10.5.0.2");
        send(100);
        assertThat(sent).containsExactly("10.5.0.1", "10.5.0.2", "10.5.0.1", "10.5.0.1");
    }

    @Test
    void stopsAtThePortionAndGoesOn() {
        announce(2, "10.5.0.1", "10.5.0.2");
        assertThat(send(3)).isTrue();
        assertThat(sent).hasSize(3);
        assertThat(send(3)).isFalse();
        assertThat(sent).hasSize(4);
    }

    @Test
    void losesNothingWhileTheQueuesAreFull() {
        announce(1, "10.5.0.1", "10.5.0.2");
        outcome = Outcome.FULL;
        assertThat(send(100)).isTrue();
        outcome = Outcome.SENT;
        assertThat(send(100)).isFalse();
        assertThat(sent).containsExactly("10.5.0.1", "10.5.0.2");
    }

    @Test
    void doesNotRepeatWhatFailed() {
        announce(5, "10.5.0.1", "10.5.0.2");
        outcome = Outcome.FAILED;
        assertThat(send(2)).isFalse();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void holdsAnAddressOnceHoweverOftenItIsAnnounced() {
        announce(5, "10.5.0.1");
        send(2);
        announce(1, "10.5.0.1");
        announce(1, "10.5.0.1");
        send(100);
        // Three that were left of the first, which the others are among.
        assertThat(sent).hasSize(5);
    }

    @Test
    void takesBackWhatHasNotGoneOut() {
        announce(5, "10.5.0.1", "10.5.0.2");
        send(3);
        announce(1, "10.5.0.3");
        announce(0, "10.5.0.1", "10.5.0.3");
        send(100);
        assertThat(sent)
                .containsExactly("10.5.0.1", "10.5.0.2", "10.5.0.1", "10.5.0.2", "10.5.0.2", "10.5.0.2", "10.5.0.2");
    }
}
