package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/** Configurations as Japanese how-tos print them. */
class SeedConfigurationsTest {
    static String text(String name) {
        try (InputStream in = SeedConfigurationsTest.class.getResourceAsStream("/seeds/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Loading load(String name, String... ownAddresses) {
        Set<IpAddress> own = Set.of(ownAddresses).stream().map(IpAddress::parse).collect(Collectors.toSet());
        return Loading.of(text(name), LoadOptions.forHost("lb").withOwnAddresses(own));
    }

    private static List<String> words(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(Diagnostic::word).toList();
    }

    @Test
    void readsTheLoadBalancerOfTheFirstArticleWithoutErrors() {
        Loading loading = load("000-lb.conf");

        assertThat(loading.messages())
                .containsExactly(
                        "22:1: warning: virtual_server is known to keepalived, not supported: nothing is balanced, no real"
                                + " server is checked");
        VrrpInstance instance = loading.only();
        assertThat(instance.name()).isEqualTo("VI_1");
        assertThat(instance.stateMaster()).isTrue();
        assertThat(instance.priority()).isEqualTo(100);
        assertThat(instance.virtualRouterId()).isEqualTo(1);
        assertThat(instance.virtualAddresses())
                .containsExactly(VirtualAddress.of(Cidr.parse("10.5.0.100/32"), new InterfaceName("eth0")));
    }

    @Test
    void findsTheMistypedWordOfTheSecondArticleOnBothNodes() {
        for (String name : List.of("001-lb1.conf", "001-lb2.conf")) {
            Loading loading = load(name);

            assertThat(loading.loaded().config()).isEmpty();
            assertThat(loading.errors()).singleElement().satisfies(error -> {
                assertThat(error.position()).isEqualTo(new SourcePosition(Loading.MAIN, 28, 1));
                assertThat(error.word()).isEqualTo("virtusl_server");
                assertThat(error.suggestion()).contains("virtual_server");
            });
        }
    }

    @Test
    void tellsOfTheSemicolonsOfTheSecondArticle() {
        assertThat(load("001-lb1.conf").warnings().get(0).render())
                .isEqualTo(Loading.MAIN
                        + ":1:1: warning: a comment starts with # or !; the line is skipped, as are others of this file"
                        + " that start with ;");
    }

    @Test
    void readsTheSecondArticleOnceItsTypingErrorIsMended() {
        Loading loading = load("001-lb1-mended.conf");

        assertThat(words(loading.warnings()))
                .containsExactly(
                        ";",
                        "notification_email",
                        "notification_email_from",
                        "smtp_server",
                        "smtp_connect_timeout",
                        "nopreempt",
                        "virtual_server");
        assertThat(loading.config().global().routerId()).contains("lb1.example.com");
        assertThat(loading.only().preempt()).isTrue();
        assertThat(loading.only().authentication()).isEqualTo(new Authentication.Pass("foo"));
    }

    @Test
    void tellsWhatIsOddInTheThirdArticle() {
        Loading loading = load("002.conf", "192.168.33.11");

        assertThat(loading.messages())
                .containsExactly(
                        "5:19: warning: CloudStack's own redundant virtual routers use VRID 51 (and most examples do): in"
                                + " such a network choose another",
                        "8:1: warning: notify_master is known to keepalived, not supported: no script is run",
                        "9:1: warning: notify_backup is known to keepalived, not supported: no script is run",
                        "18:1: warning: 192.168.33.11 is an address of this node, which is not its own peer; skipped",
                        "22:1: warning: virtual_server is known to keepalived, not supported: nothing is balanced, no real"
                                + " server is checked",
                        "27:27: warning: DR cannot change the port: keepalived takes 26379 in place of 6379",
                        "35:27: warning: DR cannot change the port: keepalived takes 26379 in place of 6379");
        assertThat(loading.only().delivery().peers()).containsExactly(Peer.of(IpAddress.parse("192.168.33.12")));
    }

    @Test
    void readsBothNodesOfTheFourthArticle() {
        Loading first = load("003-keep1.conf");
        Loading second = load("003-keep2.conf");

        assertThat(words(first.loaded().diagnostics())).containsExactly("51");
        assertThat(words(second.loaded().diagnostics())).containsExactly("51");
        assertThat(first.only().priority()).isEqualTo(101);
        assertThat(second.only().priority()).isEqualTo(100);
        assertThat(first.only().virtualAddresses()).isEqualTo(second.only().virtualAddresses());
    }
}
