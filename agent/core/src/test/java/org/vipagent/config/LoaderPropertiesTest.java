package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.vipagent.config.syntax.Limits;

/** Whatever stands in a file, it ends in a configuration or in diagnostics: never in an exception, never in a loop. */
class LoaderPropertiesTest {
    private static final List<String> SEEDS =
            List.of("000-lb", "001-lb1", "001-lb2", "001-lb1-mended", "002", "003-keep1", "003-keep2");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "\"",
            "'",
            "\\",
            "\n",
            "#",
            "!",
            "$A",
            "${A}",
            "$A=",
            "$A= \\\n",
            "@node1 ",
            "@^x ",
            "~SEQ(A,1,9) ",
            "~SEQ(A,1,999999) ",
            "~LST({A,B},{1,2}) ",
            "include *.conf",
            "include main.conf\n",
            "\t",
            " ",
            "-1",
            "99999999999999999999",
            "::1",
            "10.0.0.1/24",
            "vrrp_instance V {\n",
            "virtual_ipaddress {\n",
            "cloud c {\n",
            "secondary_ip\n",
            "port_forward 1.2.3.4 tcp 80-90 10.0.0.1 1\n",
            "cloud_provider c {\n",
            "endpoint http://%\n",
            "auth_pass ",
            "advert_int 1s\n",
            "unicast_peer {\n",
            "\ufeff",
            "\u0000",
            "é",
            "\r\n",
            ";",
            "${_RANDOM 5 1}",
            "${_ENV X}",
            "credentials_file \u0000\n",
            "interface eth0\n",
            "virtual_router_id 1\n",
            "state MASTER\n",
            "nopreempt\n",
            "authentication {\n",
            "global_defs {\n",
            "virtual_server 1.1.1.1 80 {\n");

    private static void load(String text) {
        ConfigLoader loader = new ConfigLoader(new Limits(5_000, 16, 200, 4_096));
        MemoryFiles files = MemoryFiles.with("/c/main.conf", text).and("/c/b.conf", text);

        LoadedConfig loaded = loader.load(Path.of("/c/main.conf"), files, LoadOptions.forHost("node1"));

        assertThat(loaded.hasErrors()).isNotEqualTo(loaded.config().isPresent());
        loaded.diagnostics().forEach(d -> assertThat(d.render()).doesNotContain("\n"));
    }

    @Property(tries = 500)
    void readsAnyBytes(@ForAll byte[] bytes) {
        load(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 1_000)
    void readsAnyJumbleOfItsOwnWords(@ForAll("jumbles") String text) {
        load(text);
    }

    @Provide
    Arbitrary<String> jumbles() {
        List<String> words = Language.standard().all().values().stream()
                .flatMap(v -> v.words().stream())
                .toList();
        return Arbitraries.oneOf(Arbitraries.of(PIECES), Arbitraries.of(words).map(w -> w + " "))
                .list()
                .ofMaxSize(60)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 1_000)
    void readsRealConfigurationsWithAnythingChanged(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text =
                new StringBuilder(SeedConfigurationsTest.text(SEEDS.get(random.nextInt(SEEDS.size())) + ".conf"));
        for (int change = random.nextInt(12); change >= 0; change--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(random.nextBoolean() ? 3 : 40));
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            text.replace(at, end, random.nextBoolean() ? piece : "");
        }
        load(text.toString());
    }
}
