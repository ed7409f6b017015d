package org.vipagent.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void returnsMoreThanAPipeHolds() {
        assertThat(Command.of("seq", "100000").run()).startsWith("1\n2\n").endsWith("99999\n100000\n");
    }

    @Test
    void saysWhatAFailingCommandWrote() {
        assertThatThrownBy(() ->
                        Command.of("sh", "-c", "echo no such luck; exit 3").run())
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no such luck");
    }
}
