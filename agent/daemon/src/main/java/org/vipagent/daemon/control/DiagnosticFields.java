package org.vipagent.daemon.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.vipagent.config.Diagnostic;

/** Diagnostics as JSON; the same wherever they are printed. */
public final class DiagnosticFields {
    private DiagnosticFields() {}

    /** An array of objects. */
    public static void write(JsonGenerator out, List<Diagnostic> diagnostics) throws IOException {
        out.writeStartArray();
        for (Diagnostic diagnostic : diagnostics) {
            write(out, diagnostic);
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, Diagnostic diagnostic) throws IOException {
        out.writeStartObject();
        out.writeStringField("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
        out.writeStringField("file", diagnostic.position().file());
        out.writeNumberField("line", diagnostic.position().line());
        out.writeNumberField("column", diagnostic.position().column());
        out.writeStringField("word", diagnostic.word());
        out.writeStringField("message", diagnostic.message());
        if (diagnostic.suggestion().isPresent()) {
            out.writeStringField("suggestion", diagnostic.suggestion().get());
        }
        out.writeEndObject();
    }
}
