package org.vipagent.daemon.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vipagent.daemon.control.ControlClient;
import org.vipagent.daemon.control.StatusAnswers;

/** A whole agent on a host, as a process of its own. */
public final class AgentProcess implements Daemon {
    private final Child child;
    private final ControlClient control;
    private final ObjectMapper json = new ObjectMapper();

    private AgentProcess(Child child, Path socket) {
        this.child = child;
        this.control = new ControlClient(socket);
    }

    /**
     * Where an agent's files are; made when it starts. An agent that starts where one was before takes its place.
     *
     * @param directory holds the configuration, the log and the runtime directory
     */
    public record Place(Host host, Path directory) {
        public Path configFile() {
            return directory.resolve("keepalived.conf");
        }

        public Path log() {
            return directory.resolve("vipagent.log");
        }

        public Path runtimeDirectory() {
            return directory.resolve("run");
        }

        public Path stateDirectory() {
            return directory.resolve("state");
        }
    }

    /** Starts {@code vipagent run}; returns before it is ready. */
    public static AgentProcess start(Installation installation, Place place, String config) {
        try {
            Files.createDirectories(place.directory());
            Files.writeString(place.configFile(), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Child child = Child.start(
                place.host().namespace(),
                installation.with(
                        "run",
                        "-f",
                        place.configFile().toString(),
                        "--runtime-dir",
                        place.runtimeDirectory().toString(),
                        "--state-dir",
                        place.stateDirectory().toString()),
                place.log());
        return new AgentProcess(child, place.runtimeDirectory().resolve("control.sock"));
    }

    /** The process id of the agent itself. */
    public long pid() {
        return child.pid();
    }

    @Override
    public boolean isAlive() {
        return child.isAlive();
    }

    /** SIGKILL: what the kernel has of the agent's stays until its lifetime ends. */
    @Override
    public void kill() {
        child.kill();
    }

    /** SIGTERM; returns at once. */
    public void terminate() {
        child.terminate();
    }

    @Override
    public int stop() {
        return child.stop();
    }

    /** SIGSTOP. */
    public void pause() {
        child.pause();
    }

    /** SIGCONT. */
    public void resume() {
        child.resume();
    }

    /** SIGHUP. */
    public void hangUp() {
        child.signal("HUP");
    }

    /** What {@code vipagent status --json} says; empty while nobody answers. */
    public Optional<JsonNode> status() {
        return ask(StatusAnswers.STATUS);
    }

    /** Asks over the control socket; empty while nobody answers. */
    public Optional<JsonNode> ask(String request) {
        try {
            return Optional.of(json.readTree(control.ask(request)));
        } catch (JsonProcessingException e) {
            throw new LabException("the agent's answer is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The state of an instance, as {@code MASTER}; empty while nobody answers or there is no such instance. */
    public Optional<String> state(String instance) {
        JsonNode instances = status().orElseGet(json::createObjectNode).path("instances");
        for (JsonNode found : instances) {
            if (found.path("name").asText().equals(instance)) {
                return Optional.of(found.path("state").asText());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        child.close();
    }
}
