package org.vipagent.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * keepalived on a host: a peer that is not ours. Its process files are in a directory of its own, so that several run
 * beside each other and beside the machine's own.
 */
public final class KeepalivedProcess implements Daemon {
    private final Child child;

    private KeepalivedProcess(Child child) {
        this.child = child;
    }

    /**
     * Starts it with VRRP alone, no health checks.
     *
     * @param directory for its configuration, log and process files; made if it is not there
     */
    public static KeepalivedProcess start(Host host, Path directory, String config) {
        try {
            Files.createDirectories(directory);
            Path file = Files.writeString(directory.resolve("keepalived.conf"), config);
            // keepalived refuses scripts and warns about configurations that others may write.
            file.toFile().setExecutable(false);
            return new KeepalivedProcess(Child.start(
                    host.namespace(),
                    List.of(
                            "keepalived",
                            "--dont-fork",
                            "--log-console",
                            "--log-detail",
                            "--vrrp",
                            "--use-file=" + file,
                            "--pid=" + directory.resolve("keepalived.pid"),
                            "--vrrp_pid=" + directory.resolve("vrrp.pid")),
                    directory.resolve("keepalived.log")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return child.pid();
    }

    public Path log() {
        return child.output();
    }

    @Override
    public boolean isAlive() {
        return child.isAlive();
    }

    /**
     * SIGKILL to both processes, so that none can tidy up: the VRRP process ends in good order when its parent dies,
     * and the parent starts it again when it dies alone, so the parent has to stand still in the meantime.
     */
    @Override
    public void kill() {
        child.pause();
        descendants().forEach(ProcessHandle::destroyForcibly);
        child.kill();
    }

    @Override
    public int stop() {
        if (child.isPaused()) {
            resume();
        }
        return child.stop();
    }

    /** SIGSTOP to both processes. */
    public void pause() {
        child.pause();
        signalVrrpProcess("STOP");
    }

    /** SIGCONT to both processes. */
    public void resume() {
        signalVrrpProcess("CONT");
        child.resume();
    }

    /** Whether it has read its configuration and stands by. */
    public boolean hasBecomeBackup() {
        try {
            return Files.exists(log()) && Files.readString(log()).contains("Entering BACKUP STATE");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signalVrrpProcess(String name) {
        for (ProcessHandle process : descendants()) {
            Command.of("kill", "-" + name, Long.toString(process.pid())).run();
        }
    }

    /** SIGHUP: reads its configuration again. */
    public void reload() {
        child.signal("HUP");
    }

    private List<ProcessHandle> descendants() {
        return ProcessHandle.of(child.pid()).map(ProcessHandle::descendants).stream()
                .flatMap(all -> all)
                .toList();
    }

    @Override
    public void close() {
        if (child.isAlive()) {
            signalVrrpProcess("CONT");
        }
        child.close();
    }
}
