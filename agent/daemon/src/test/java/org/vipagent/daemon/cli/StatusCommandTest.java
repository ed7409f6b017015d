package org.vipagent.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.daemon.Main;
import org.vipagent.daemon.control.ControlServer;
import picocli.CommandLine;

class StatusCommandTest {
    private static final String WELL = """
            {"at":"2026-02-03T05:05:06.789Z","instances":[{"name":"VI_1","interface":"eth0","state":"MASTER","since":"2026-02-03T04:05:06.789Z",
            "priority":101,"master":"this node","addresses":["10.5.0.100/24 dev eth0","10.5.0.101/24 dev eth1"],
            "became_master":3,"adverts":{"sent":812,"received":41,"dropped_unauthenticated":12,"dropped":{
            "BAD_CHECKSUM":{"packets":5},"BAD_HMAC":{"packets":12}}},
            "last_heard":{"from":"10.5.0.11","priority":150,"advert_int":0.1,"at":"2026-02-03T05:05:06.489Z"},
            "cloud":{"claims":[{"claim":"port_forward 210.140.68.220 tcp 80 10.5.0.100 80","holder":"LB-backup"}]}}],
            "troubles":[],"warnings":[],"events":[
            {"at":"2026-02-03T04:05:06.789Z","severity":"information","subject":"VI_1","text":"BACKUP -> MASTER"},
            {"at":"2026-02-03T04:05:07Z","severity":"trouble","subject":"VI_1","text":"TEXT"}]}
            """.replace("\n", "");
    private static final String TROUBLE = "VI_1: cloud idcf: timeout: no answer within 10 s (listVirtualMachines)";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int status(String... more) {
        CommandLine commandLine = Main.commandLine(
                (file, sources, options) -> {
                    throw new AssertionError("status reads no configuration");
                },
                order -> ExitCode.OK,
                config -> "{}");
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of("status", "--runtime-dir", directory.toString()));
        arguments.addAll(List.of(more));
        return commandLine.execute(arguments.toArray(new String[0]));
    }

    private int statusOf(String answer, String... more) throws IOException {
        try (ControlServer server = ControlServer.open(directory.resolve("control.sock"), request -> answer)) {
            Thread thread = new Thread(server, "fake daemon");
            thread.start();
            return status(more);
        }
    }

    @Test
    void showsInstancesClaimsAndEvents() throws IOException {
        assertThat(statusOf(WELL)).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .containsPattern("INSTANCE +STATE +SINCE +PRIO +VIPS +MASTER\n")
                .containsPattern("VI_1 +MASTER +2026-02-0. ..:05:06 +101 +10.5.0.100/24 +this node\n")
                .containsPattern("\n +10.5.0.101/24 dev eth1\n")
                .containsPattern("VI_1 +port_forward 210.140.68.220 tcp 80 10.5.0.100 80 +LB-backup\n")
                .containsPattern(":05:06.789  VI_1: BACKUP -> MASTER\n")
                .contains("VI_1: trouble: TEXT\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void namesEachTroubleAndExitsWithOne() throws IOException {
        assertThat(statusOf(WELL.replace("\"troubles\":[]", "\"troubles\":[\"" + TROUBLE + "\"]")))
                .isEqualTo(ExitCode.TROUBLE);
        assertThat(out.toString()).startsWith("trouble: " + TROUBLE + "\n\nINSTANCE");
    }

    @Test
    void showsWhatIsAbnormalFirst() throws IOException {
        String abnormal = WELL.replace("\"troubles\":[]", "\"troubles\":[\"" + TROUBLE + "\"]")
                .replace("\"warnings\":[]", "\"warnings\":[\"VI_1: odd\",\"VI_2: odd\"]");
        assertThat(statusOf(abnormal)).isEqualTo(ExitCode.TROUBLE);
        assertThat(out.toString())
                .startsWith("trouble: " + TROUBLE + "\nwarning: VI_1: odd\nwarning: VI_2: odd\n\nINSTANCE");
    }

    @Test
    void aWarningIsNoTrouble() throws IOException {
        assertThat(statusOf(WELL.replace("\"warnings\":[]", "\"warnings\":[\"VI_1: odd\"]")))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).startsWith("warning: VI_1: odd\n\nINSTANCE");
    }

    @Test
    void manyWarningsDoNotPushTheTableAway() throws IOException {
        String many = "\"VI_1: odd\",".repeat(999) + "\"VI_1: odd\"";
        assertThat(statusOf(WELL.replace("\"warnings\":[]", "\"warnings\":[" + many + "]")))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines().filter(line -> line.startsWith("warning: ")))
                .hasSize(10);
        assertThat(out.toString()).contains("\n990 more warnings: vipagent status --json\n\nINSTANCE");
    }

    @Test
    void showsWhatEachInstanceSentAndWhomItHeardLast() throws IOException {
        assertThat(statusOf(WELL)).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .containsPattern("ADVERTS +SENT +RECEIVED +DROPPED +UNAUTH +TAKEOVERS +HEARD +PRIO +EVERY +AGO\n")
                .containsPattern("VI_1 +812 +41 +17 +12 +3 +10.5.0.11 +150 +0.1 s +0.3 s\n");
    }

    @Test
    void saysThatNobodyWasHeard() throws IOException {
        String alone = WELL.replaceAll("\"last_heard\":\\{[^}]*},", "");
        assertThat(statusOf(alone)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).containsPattern("VI_1 +812 +41 +17 +12 +3 +nobody\n");
    }

    @Test
    void fitsAHundredColumns() throws IOException {
        String name = "a_very_long_name_of_an_instance_for_the_shop_and_all_its_many_friends";
        assertThat(statusOf(WELL.replace("VI_1", name).replace("TEXT", "some more words ".repeat(20))))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void passesTheAnswerOnAsJson() throws IOException {
        assertThat(statusOf(WELL, "--json")).isEqualTo(ExitCode.OK);
        assertThat(out).hasToString(WELL + "\n");
    }

    @Test
    void saysThatNoDaemonIsThere() {
        assertThat(status()).isEqualTo(ExitCode.NO_DAEMON);
        assertThat(err.toString())
                .contains("no daemon answers")
                .contains(directory.resolve("control.sock").toString());
    }

    @Test
    void saysThatNobodyListensOnAStaleSocket() throws IOException {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(directory.resolve("control.sock")));
        }

        assertThat(status()).isEqualTo(ExitCode.NO_DAEMON);
        assertThat(err.toString()).contains("no daemon answers at").contains("refused");
    }

    @Test
    void saysThatSomethingElseAnswers() throws IOException {
        assertThat(statusOf("hello")).isEqualTo(ExitCode.NO_DAEMON);
        assertThat(err.toString()).contains("no vipagent");
    }
}
