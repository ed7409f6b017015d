package org.vipagent.cloud.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.json.CallsJson;
import org.vipagent.cloud.simulator.json.FaultsJson;
import org.vipagent.cloud.simulator.json.SnapshotJson;

/**
 * Lets shell scripts look into the zone and break it: {@code GET /simulator/snapshot}, {@code /simulator/calls};
 * {@code GET}, {@code POST} and {@code DELETE /simulator/faults}; {@code POST /simulator/crash}.
 */
public final class AdminHandler implements HttpHandler {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final ZoneGate gate;
    private final Runnable changed;
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * A handler for one zone.
     *
     * @param changed is told after each change, which may have to do with who listens
     */
    public AdminHandler(ZoneGate gate, Runnable changed) {
        this.gate = gate;
        this.changed = changed;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String asked =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        HttpReply reply =
                switch (asked) {
                    case "GET /simulator/snapshot" -> shown(zone -> SnapshotJson.of(zone.snapshot()));
                    case "GET /simulator/calls" -> shown(zone -> CallsJson.of(zone.calls()));
                    case "GET /simulator/faults" -> shown(zone -> FaultsJson.of(zone.faults()));
                    case "POST /simulator/faults" -> arm(exchange);
                    case "DELETE /simulator/faults" ->
                        changed(zone -> zone.faults().clear());
                    case "POST /simulator/crash" -> changed(zone -> zone.crash(gate.now()));
                    default ->
                        HttpReply.text(
                                NOT_FOUND,
                                "GET /simulator/snapshot, GET /simulator/calls, GET|POST|DELETE /simulator/faults"
                                        + " or POST /simulator/crash, not " + asked);
                };
        reply.send(exchange);
    }

    private HttpReply arm(HttpExchange exchange) throws IOException {
        try {
            JsonNode wanted = mapper.readTree(exchange.getRequestBody());
            return changed(zone -> FaultsJson.apply(wanted, zone.faults()));
        } catch (JsonProcessingException e) {
            return HttpReply.text(BAD_REQUEST, "no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return HttpReply.text(BAD_REQUEST, e.getMessage());
        }
    }

    private HttpReply changed(Consumer<Zone> change) {
        HttpReply reply = shown(zone -> {
            change.accept(zone);
            return FaultsJson.of(zone.faults());
        });
        changed.run();
        return reply;
    }

    private HttpReply shown(Function<Zone, JsonNode> look) {
        return HttpReply.json(OK, gate.with(look));
    }
}
