package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    @ParameterizedTest
    @CsvSource({
        "virtusl_server, virtual_server",
        "vitrual_server, virtual_server",
        "virtual_servers, virtual_server",
        "virtual_sever, virtual_server",
        "vrrp_instanse, vrrp_instance",
        "VRRP_INSTANCE, ",
        "xyz, "
    })
    void findTheWordThatWasMeant(String word, String meant) {
        assertThat(Suggestions.nearest(word, List.of("virtual_server_group", "virtual_server", "vrrp_instance"))
                        .orElse(null))
                .isEqualTo(meant);
    }

    @Property
    void countNothingForTheSameWord(@ForAll @AlphaChars @StringLength(max = 20) String word) {
        assertThat(Suggestions.distance(word, word)).isZero();
    }

    @Property
    void countTheSameInBothDirections(
            @ForAll @AlphaChars @StringLength(max = 12) String a,
            @ForAll @AlphaChars @StringLength(max = 12) String b) {
        assertThat(Suggestions.distance(a, b))
                .isEqualTo(Suggestions.distance(b, a))
                .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
    }
}
