package org.vipagent.integration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.FrrProcess;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Installation;
import org.vipagent.daemon.lab.KeepalivedProcess;

/** The routers that are compared. */
enum Program {
    VIPAGENT {
        @Override
        Running start(Post post) {
            return vipagent(post.host(), post.directory(), post.keepalivedConf());
        }

        @Override
        String version() {
            return firstLine(Installation.running().words(), "--version");
        }
    },
    KEEPALIVED {
        @Override
        Running start(Post post) {
            return keepalived(post.host(), post.directory(), post.keepalivedConf());
        }

        @Override
        String version() {
            return firstLine(List.of("keepalived"), "--version");
        }
    },
    FRR {
        @Override
        void prepare(Post post) {
            FrrProcess.prepare(post.host(), router(post));
        }

        @Override
        Running start(Post post) {
            FrrProcess process = FrrProcess.start(post.host(), router(post));
            return new Running(process.pids(), process.logFile(), process);
        }

        @Override
        void forget(Post post) {
            FrrProcess.holdDown(post.host(), router(post));
        }

        @Override
        String version() {
            return firstLine(List.of("/usr/lib/frr/vrrpd"), "--version");
        }

        private FrrProcess.Router router(Post post) {
            Pace pace = post.pace();
            return new FrrProcess.Router(
                    pace.version(), Post.VRID, post.priority(), pace.intervalMillis(), true, List.of(Post.VIP));
        }
    };

    /** Starts it; returns before it is ready. */
    abstract Running start(Post post);

    /** As it tells it, in one line. */
    abstract String version();

    /** Once for a host, before the program is started there for the first time. */
    void prepare(Post post) {}

    /** What a machine forgets when it is switched off; nothing of the program runs any more. */
    void forget(Post post) {
        post.host().forgetAddresses();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Program of(String name) {
        return Stream.of(values())
                .filter(p -> p.text().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no program '" + name + "': vipagent, keepalived, frr"));
    }

    static Running vipagent(Host host, Path directory, String config) {
        AgentProcess.Place place = new AgentProcess.Place(host, directory);
        AgentProcess process = AgentProcess.start(Installation.running(), place, config);
        return new Running(List.of(process.pid()), place.log(), process);
    }

    static Running keepalived(Host host, Path directory, String config) {
        KeepalivedProcess process = KeepalivedProcess.start(host, directory, config);
        return new Running(List.of(process.pid()), process.log(), process);
    }

    private static String firstLine(List<String> words, String option) {
        try {
            List<String> all = Stream.concat(words.stream(), Stream.of(option)).toList();
            Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
