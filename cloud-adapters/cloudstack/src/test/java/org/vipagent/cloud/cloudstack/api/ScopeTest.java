package org.vipagent.cloud.cloudstack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.Deadline;

class ScopeTest {
    @Test
    void theKeysOwnAccountNeedsNoWords() {
        assertThat(Scope.OWN.within("listVirtualMachines", Map.of("id", "x"))).isEqualTo(Map.of("id", "x"));
    }

    @Test
    void aProjectGoesWithEachList() {
        assertThat(Scope.project("p").within("listPortForwardingRules", Map.of()))
                .isEqualTo(Map.of("projectid", "p"));
    }

    @Test
    void anAccountGoesWithItsDomain() {
        Scope scope = Scope.of(Optional.empty(), Optional.of("ops"), Optional.of("d"));

        assertThat(scope.within("listPublicIpAddresses", Map.of()))
                .isEqualTo(Map.of("account", "ops", "domainid", "d"));
        assertThatThrownBy(() -> Scope.of(Optional.empty(), Optional.of("ops"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scope.of(Optional.of("p"), Optional.of("ops"), Optional.of("d")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"listNics", "listApis", "queryAsyncJobResult", "addIpToNic", "deletePortForwardingRule"})
    void whatNamesAResourceByItsIdNeedsNoOwner(String command) {
        assertThat(Scope.project("p").within(command, Map.of())).isEmpty();
    }

    @Test
    void everyCallOfANodeIsMadeOnItsTerms() {
        CallTerms terms = new CallTerms(Duration.ofSeconds(10), Scope.project("p"));
        Deadline deadline = new Deadline(Duration.ofSeconds(60).toNanos());

        assertThat(terms.read("listVirtualMachines", Map.of(), deadline, 0))
                .isEqualTo(new ApiCall(
                        "listVirtualMachines", new TreeMap<>(Map.of("projectid", "p")), false, Duration.ofSeconds(10)));
        assertThat(terms.write("enableStaticNat", Map.of(), Duration.ofSeconds(90), deadline, 0)
                        .readTimeout())
                .isEqualTo(Duration.ofSeconds(60));
    }
}
