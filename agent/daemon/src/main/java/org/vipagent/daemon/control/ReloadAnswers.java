package org.vipagent.daemon.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.vipagent.config.ConfigDifference.LeftClaim;
import org.vipagent.config.Diagnostic;

/** Answers {@code reload}. */
public final class ReloadAnswers implements ControlServer.Answers {
    /** The one request. */
    public static final String RELOAD = "reload";

    private final Supplier<ReloadOutcome> reload;

    /** @param reload may take as long as reading the file and making adapters does */
    public ReloadAnswers(Supplier<ReloadOutcome> reload) {
        this.reload = reload;
    }

    @Override
    public String answer(String request) {
        return request.equals(RELOAD) ? json(reload.get()) : Refusal.json("unknown request; there is: " + RELOAD);
    }

    private static String json(ReloadOutcome outcome) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            out.writeBooleanField("taken_over", outcome.refusal().isEmpty());
            if (outcome.refusal().isPresent()) {
                out.writeStringField("error", outcome.refusal().get());
                out.writeBooleanField("configuration_errors", outcome.byErrors());
            }
            out.writeFieldName("diagnostics");
            DiagnosticFields.write(out, outcome.diagnostics());
            strings(
                    out,
                    "lines",
                    outcome.diagnostics().stream().map(Diagnostic::render).toList());
            strings(out, "added", outcome.difference().added());
            strings(out, "removed", outcome.difference().removed());
            strings(out, "changed", outcome.difference().changed());
            strings(out, "needs_restart", outcome.difference().needsRestart());
            strings(
                    out,
                    "left_in_cloud",
                    outcome.leftInCloud().stream().map(LeftClaim::describe).toList());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("into memory", e);
        }
        return text.toString();
    }

    private static void strings(JsonGenerator out, String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }
}
