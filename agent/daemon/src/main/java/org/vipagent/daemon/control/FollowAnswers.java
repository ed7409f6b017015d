package org.vipagent.daemon.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.vipagent.node.FollowAnswer;

/** Answers {@code follow now} and {@code follow now INSTANCE}. */
public final class FollowAnswers implements ControlServer.Answers {
    /** The first word. */
    public static final String FOLLOW = "follow";

    private static final String PREFIX = FOLLOW + " now";

    private final Function<Optional<String>, Optional<List<FollowAnswer>>> engine;

    /** @param engine takes an instance's name, or none for all; empty when it does not answer in time */
    public FollowAnswers(Function<Optional<String>, Optional<List<FollowAnswer>>> engine) {
        this.engine = engine;
    }

    /** The request for one instance, or for all. */
    public static String request(Optional<String> instance) {
        return instance.map(name -> PREFIX + " " + name).orElse(PREFIX);
    }

    @Override
    public String answer(String request) {
        if (!request.equals(PREFIX) && !request.startsWith(PREFIX + " ")) {
            return Refusal.json("unknown request; there is: " + PREFIX + " [INSTANCE]");
        }
        Optional<String> instance =
                Optional.of(request.substring(PREFIX.length()).strip()).filter(name -> !name.isEmpty());
        Optional<List<FollowAnswer>> answers = engine.apply(instance);
        if (answers.isEmpty()) {
            return Refusal.json("the engine does not answer");
        }
        if (answers.get().isEmpty()) {
            return Refusal.json(instance.map(name -> "there is no instance " + name)
                    .orElse("no instance claims anything in a cloud"));
        }
        return json(answers.get());
    }

    private static String json(List<FollowAnswer> answers) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            out.writeArrayFieldStart("instances");
            for (FollowAnswer answer : answers) {
                out.writeStartObject();
                out.writeStringField("name", answer.instance());
                out.writeStringField("answer", answer.word().name().toLowerCase(Locale.ROOT));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("into memory", e);
        }
        return text.toString();
    }
}
