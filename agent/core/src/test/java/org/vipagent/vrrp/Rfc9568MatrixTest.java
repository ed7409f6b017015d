package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What RFC 9568 demands over IPv4: for each statement one test that we do it, and one that we do not do it where it does
 * not apply. The RFC's Active is our Master. Statements are numbered within their section, which the RFC does not do.
 */
class Rfc9568MatrixTest {
    /** What is knowingly not met, or not met by this package. */
    private static final Map<String, String> GAPS = Map.ofEntries(
            Map.entry("5.1.1.2-1", "the kernel does not forward the group"),
            Map.entry("5.1.1.3-1", "the socket sets TTL 255"),
            Map.entry("6.4.2-4", "no virtual MAC: most clouds drop unknown hardware addresses"),
            Map.entry("6.4.3-5", "no virtual MAC"),
            Map.entry("6.4.3-7", "Accept_Mode is always true: the addresses are there to be used"),
            Map.entry("7.2-2", "no virtual MAC"),
            Map.entry("8.1.1-2", "no virtual MAC"),
            Map.entry("8.1.2-1", "no virtual MAC; gratuitous ARP moves the clients"),
            Map.entry("8.1.2-6", "no virtual MAC"),
            Map.entry("8.1.3-1", "no virtual MAC"),
            Map.entry("8.4.2", "one version per instance, so nothing of the mixed mode applies"));

    private static final List<String> STATEMENTS = List.of(
            "5.1.1.2-1",
            "5.1.1.3-1",
            "5.1.1.3-2",
            "5.2.2-1",
            "5.2.4-1",
            "5.2.4-2",
            "5.2.5-1",
            "5.2.6-1",
            "5.2.8-1",
            "5.2.8-2",
            "5.2.9-2",
            "6.4.2-1",
            "6.4.2-4",
            "6.4.2-5",
            "6.4.2-6",
            "6.4.2-7",
            "6.4.2-8",
            "6.4.2-9",
            "6.4.2-10",
            "6.4.3-1",
            "6.4.3-5",
            "6.4.3-6",
            "6.4.3-7",
            "6.4.3-8",
            "6.4.3-9",
            "6.4.3-10",
            "6.4.3-11",
            "6.4.3-12",
            "7.1-1",
            "7.1-2",
            "7.1-3",
            "7.1-4",
            "7.1-5",
            "7.1-6",
            "7.2-1",
            "7.2-2",
            "7.2-3",
            "7.2-4",
            "7.2-5",
            "8.1.1-2",
            "8.1.2-1",
            "8.1.2-2",
            "8.1.2-6",
            "8.1.3-1",
            "8.4.2");

    @TestFactory
    Stream<DynamicTest> statements() {
        return rows().flatMap(row -> Stream.of(
                DynamicTest.dynamicTest(row.id() + " " + row.words(), row.holds()),
                DynamicTest.dynamicTest(row.id() + " and not otherwise", row.doesNotOverreach())));
    }

    @Test
    void everyStatementIsTestedOrDeclaredAGap() {
        List<String> tested = rows().map(Requirement::id).toList();
        assertThat(tested).doesNotHaveDuplicates().doesNotContainAnyElementsOf(GAPS.keySet());
        assertThat(Stream.concat(tested.stream(), GAPS.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(STATEMENTS);
    }

    private static Stream<Requirement> rows() {
        return Stream.concat(PacketRequirements.all(), StateRequirements.all());
    }
}
