package org.vipagent.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
    @TempDir
    private Path directory;

    private Path socket;
    private ControlServer server;
    private Thread thread;

    @BeforeEach
    void start() throws IOException {
        socket = directory.resolve("control.sock");
        server = ControlServer.open(socket, request -> "you said " + request);
        thread = new Thread(server, "control");
        thread.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        thread.join();
    }

    @Test
    void answersOneClientAfterTheOther() throws IOException {
        ControlClient client = new ControlClient(socket);

        assertThat(client.ask("one")).isEqualTo("you said one");
        assertThat(client.ask("two")).isEqualTo("you said two");
    }

    @Test
    void isClosedToOthers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-rw----");
    }

    @Test
    void hangsUpOnARequestWithoutEndAndServesTheNext() throws IOException {
        try (SocketChannel rude = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            rude.write(ByteBuffer.wrap(new byte[5000]));
            try (Conversation reading = new Conversation(rude, 10_000_000_000L)) {
                assertThatThrownBy(() -> reading.readLine(100))
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(SocketTimeoutException.class);
            }
        }
        assertThat(new ControlClient(socket).ask("one")).isEqualTo("you said one");
    }

    @Test
    void servesTheNextWhenAClientGoesAwayWithoutAsking() throws IOException {
        SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();

        assertThat(new ControlClient(socket).ask("one")).isEqualTo("you said one");
    }

    @Test
    void removesItsSocketAtTheEnd() throws Exception {
        server.close();
        thread.join();

        assertThat(socket).doesNotExist();
    }

    @Test
    void doesNotWaitLongerThanItsTime() throws IOException {
        try (SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Conversation conversation = new Conversation(silent, 1_000_000L)) {
            assertThatThrownBy(() -> conversation.readLine(100)).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
