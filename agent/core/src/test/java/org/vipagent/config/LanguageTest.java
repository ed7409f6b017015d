package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables hold what keepalived 2.4.3 registers with its parser: 363 words at 500 places. */
class LanguageTest {
    private final Map<String, Vocabulary> keepalived =
            new Language(List.of(GlobalWords.TABLE, VrrpWords.TABLE, LvsWords.TABLE)).all();

    @Test
    void knowsAllWordsOfKeepalived() {
        Set<String> words =
                keepalived.values().stream().flatMap(v -> v.words().stream()).collect(Collectors.toSet());

        assertThat(words).hasSize(363);
    }

    @Test
    void knowsEachOfThemInAllItsPlaces() {
        int places =
                keepalived.values().stream().mapToInt(v -> v.words().size()).sum();
        // The reference counts the old vrrp_track_file block apart from track_file, and HTTP_GET and SSL_GET as one
        // word.
        int oldTrackFile = keepalived.get("track_file").words().size();

        assertThat(places + oldTrackFile - 1).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "top, 25",
        "global_defs, 140",
        "track_file, 3",
        "bfd_instance, 15",
        "track_group, 1",
        "vrrp_sync_group, 15",
        "garp_group, 4",
        "vrrp_instance, 70",
        "authentication, 2",
        "auth_hmac, 5",
        "vrrp_script, 8",
        "vrrp_track_process, 9",
        "SSL, 4",
        "virtual_server, 39",
        "real_server, 26",
        "MISC_CHECK, 10",
        "SMTP_CHECK, 15",
        "host, 13",
        "TCP_CHECK, 13",
        "PING_CHECK, 13",
        "UDP_CHECK, 17",
        "HTTP_GET, 21",
        "url, 11",
        "DNS_CHECK, 15",
        "FILE_CHECK, 2",
        "BFD_CHECK, 2"
    })
    void knowsTheWordsOfEachBlock(String kind, int count) {
        assertThat(keepalived.get(kind).words()).hasSize(count);
    }

    @Test
    void hasATableForEachBlockThatAWordOpens() {
        Language language = Language.standard();

        for (Vocabulary vocabulary : language.all().values()) {
            for (Keyword keyword : vocabulary.keywords().values()) {
                if (keyword.hasBlock()) {
                    assertThat(language.all()).as(keyword.name()).containsKey(keyword.block());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "virtual_server, lvs_sched, lb_algo",
        "virtual_server, lvs_method, lb_kind",
        "vrrp_instance, mcast_src_ip, unicast_src_ip",
        "vrrp_instance, vmac_garp_intvl, garp_extra_if",
        "vrrp_instance, thread_timer_expired, timer_expired_backup",
        "global_defs, lvs_flush_onstop, lvs_flush_on_stop",
        "global_defs, enable_snmp_keepalived, enable_snmp_vrrp",
        "global_defs, vrrp_rlimit_rtime, vrrp_rlimit_rttime",
        "bfd_instance, neighbour_ip, neighbor_ip",
        "bfd_instance, hoplimit, ttl"
    })
    void takesBothSpellingsForTheSame(String kind, String alias, String canonical) {
        assertThat(keepalived.get(kind).find(alias).orElseThrow().canonical()).isEqualTo(canonical);
    }
}
