package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The size that the design names: 1,000 virtual servers with 10 real servers each, and 1,000 instances. */
class LargeConfigurationTest {
    private static String virtualServers(int count, String lastWord) {
        StringBuilder text = new StringBuilder();
        for (int v = 0; v < count; v++) {
            text.append("virtual_server 10.")
                    .append(v / 250)
                    .append('.')
                    .append(v % 250)
                    .append(".1 80 {\n")
                    .append("    delay_loop 6\n    lb_algo rr\n    lb_kind DR\n    protocol TCP\n");
            for (int r = 1; r <= 10; r++) {
                text.append("    real_server 10.9.")
                        .append(v % 250)
                        .append('.')
                        .append(r)
                        .append(" 80 {\n")
                        .append("        weight 1\n        HTTP_GET {\n            url {\n                path /\n")
                        .append(
                                "                status_code 200\n            }\n            connect_timeout 3\n        }\n")
                        .append("    }\n");
            }
            text.append("}\n");
        }
        return text.append(lastWord).append('\n').toString();
    }

    @Test
    void isReadWhole() {
        Loading loading = Loading.of(virtualServers(1_000, "virtual_sever 10.0.0.1 80 { }"));

        assertThat(loading.messages())
                .containsExactly(
                        "1:1: warning: virtual_server is known to keepalived, not supported: nothing is balanced, no real"
                                + " server is checked",
                        "106001:1: error: unknown word 'virtual_sever' at the top level (did you mean virtual_server?)");
    }

    @Test
    void mayHoldAThousandInstances() {
        Loading loading = Loading.of("""
                $T= \\
                vrrp_instance VI_${IF}_${ID} { \\
                    interface eth${IF} \\
                    virtual_router_id ${ID} \\
                    virtual_ipaddress { \\
                        10.${IF}.0.${ID} \\
                    } \\
                }
                ~SEQ(IF, 0, 3) ~SEQ(ID, 1, 250) $T
                """);

        assertThat(loading.config().vrrpInstances()).hasSize(1_000);
        assertThat(loading.config().vrrpInstances().get(999).name()).isEqualTo("VI_3_250");
    }

    @Test
    void tellsAtMostAThousandThings() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append("unheard_of_").append(i).append('\n');
        }
        Loading loading = Loading.of(text.toString());

        assertThat(loading.loaded().diagnostics()).hasSize(Diagnostics.MOST + 1);
        assertThat(loading.messages().get(Diagnostics.MOST)).isEqualTo("1:1: error: and 4000 more");
    }
}
