package org.vipagent.integration.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vipagent.daemon.lab.LabException;

/**
 * A router's program as it runs. The bench signals its processes itself, at a known time.
 *
 * @param leaders the processes it was started by; the first is the one that a SIGTERM asks to leave
 * @param log what it writes, growing with every line
 * @param owner ends what is left of it, whatever state it is in
 */
record Running(List<Long> leaders, Path log, AutoCloseable owner) implements AutoCloseable {
    /** All its processes, as they are now. */
    List<Long> pids() {
        return leaders.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(leader -> Stream.concat(Stream.of(leader), leader.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    boolean isAlive() {
        return leaders.stream()
                .allMatch(
                        pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }

    /** A command for the shell: a signal to all its processes. */
    String signal(String name) {
        return "kill -" + name + " " + pids().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** A command for the shell: the planned stop. */
    String askToLeave() {
        return "kill -TERM " + leaders.get(0);
    }

    @Override
    public void close() {
        try {
            owner.close();
        } catch (Exception e) {
            throw new LabException("process " + leaders.get(0) + " does not end: " + e.getMessage(), e);
        }
    }
}
