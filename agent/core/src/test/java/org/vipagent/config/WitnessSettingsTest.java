package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.net.IpAddress;

/** {@code witness}: who has to answer. */
class WitnessSettingsTest {
    private static final String PROVIDER = """
            cloud_provider idcf {
                endpoint https://compute.example.com/client/api
                credentials_file idcf.credentials
            }
            """;

    /** The line given is line 9 of the text. */
    private static Loading cloud(String line) {
        return Loading.of(PROVIDER
                + Loading.instanceText("unicast_peer { 10.0.0.12 }", "cloud idcf {\nsecondary_ip\n" + line + "\n}"));
    }

    private static Optional<Witness> witness(String line) {
        Loading loading = cloud(line);
        assertThat(loading.messages()).isEmpty();
        return loading.only().cloud().orElseThrow().witness();
    }

    @Test
    void theRouterItselfMayHaveOthersThanItsCloud() {
        Loading loading = Loading.of(
                PROVIDER + Loading.instanceText("witness gateway", "cloud idcf {\nsecondary_ip\nwitness 10.0.0.9\n}"));
        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().witness()).contains(new Witness(true, List.of()));
        assertThat(loading.only().cloud().orElseThrow().witness())
                .contains(new Witness(false, List.of(IpAddress.parse("10.0.0.9"))));
    }

    @Test
    void theRoutersAreReadByTheSameRules() {
        assertThat(Loading.instanceOnMachine(Set.of("10.0.0.7"), "witness 10.0.0.7 fe80::1")
                        .messages())
                .containsExactly(
                        "2:9: error: 10.0.0.7 is an address of this machine, which cannot be its own witness",
                        "2:18: error: fe80::1 is an IPv6 address: expected a witness's IPv4 address, the family of the"
                                + " first virtual address");
    }

    @Test
    void withoutTheWordThereIsNone() {
        assertThat(witness("recheck 30")).isEmpty();
    }

    @Test
    void theGatewayIsFoundOutLater() {
        assertThat(witness("witness gateway")).contains(new Witness(true, List.of()));
    }

    @Test
    void addressesAreTakenEachOnceAndTheGatewayMayBeAmongThem() {
        assertThat(witness("witness 10.0.0.1 gateway 10.0.0.9 10.0.0.1"))
                .contains(new Witness(true, List.of(IpAddress.parse("10.0.0.1"), IpAddress.parse("10.0.0.9"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "witness gatway; 9; '''gatway'' is neither gateway nor an IP address: expected one of the two behind witness (did you mean gateway?)'",
                "witness 10.0.0.300; 9; '''10.0.0.300'' is neither gateway nor an IP address: expected one of the two behind witness'",
                "witness fe80::1; 9; 'fe80::1 is an IPv6 address: expected a witness''s IPv4 address, the family of the first virtual address'",
                "witness 10.0.0.100; 9; '10.0.0.100 is a virtual address of VI_1: its master would be its own witness'",
                "witness 224.0.0.18; 9; '224.0.0.18 is no address of a single machine: expected a witness''s own address'",
                "witness; 1; 'witness lacks a parameter: expected 1, found 0'"
            })
    void whatCannotBeAWitnessIsRefusedAtItsPlace(String line, int column, String message) {
        assertThat(cloud(line).messages()).containsExactly("9:" + column + ": error: " + message);
    }

    @Test
    void aPeerIsAPoorWitness() {
        assertThat(cloud("witness 10.0.0.12").warnings())
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .startsWith("10.0.0.12 is a unicast_peer: where the pair is cut in two neither node reaches it");
    }
}
