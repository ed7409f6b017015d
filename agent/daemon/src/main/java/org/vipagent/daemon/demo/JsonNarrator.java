package org.vipagent.daemon.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.vipagent.daemon.lab.Outage;

/** Tells a story in JSON: one object on each line, the last of them a {@code summary} with {@code ok}. */
final class JsonNarrator implements Narrator {
    private static final double MILLIS_PER_SECOND = 1000;

    private final ObjectMapper json = new ObjectMapper();
    private final PrintWriter out;
    private boolean ended;

    JsonNarrator(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void opening(List<String> words) {
        ObjectNode line = json.createObjectNode().put("event", "opening");
        words.forEach(line.putArray("text")::add);
        print(line);
    }

    @Override
    public void chapter(int number, Chapter chapter) {
        print(json.createObjectNode()
                .put("event", "chapter")
                .put("number", number)
                .put("title", chapter.title()));
    }

    @Override
    public void act(Duration at, Act act) {
        print(event("act", at).put("text", Words.of(act)));
    }

    @Override
    public void scene(Duration at, Scene scene) {
        print(event("scene", at)
                .put("lb", scene.lb())
                .put("lb_backup", scene.backup())
                .put("vip_in_kernel", scene.vip())
                .put("secondary_ip", scene.secondaryIp())
                .put("port_forward", scene.forward())
                .put("client_answered_by", scene.client()));
    }

    @Override
    public void measured(Duration at, Measurement measurement) {
        print(event("measured", at).setAll(fields(measurement)));
    }

    @Override
    public void failed(Duration at, String what, List<String> lastWords) {
        ObjectNode line = event("summary", at).put("ok", false).put("failed", what);
        lastWords.forEach(line.putArray("last_words")::add);
        print(line);
    }

    @Override
    public void summary(Duration at, List<Measurement> measurements) {
        ObjectNode line = event("summary", at).put("ok", true);
        ArrayNode all = line.putArray("measurements");
        measurements.forEach(each -> all.add(fields(each)));
        print(line);
    }

    private ObjectNode fields(Measurement measurement) {
        ObjectNode fields = json.createObjectNode()
                .put("what", measurement.what().event())
                .put("follow", measurement.what().follow().toString())
                .put("new_master", measurement.what().newMaster().displayName())
                .put("new_master_after_s", seconds(measurement.masterAfter()))
                .put("unanswered_s", seconds(measurement.unanswered()));
        ArrayNode outages = fields.putArray("outages_s");
        measurement.outages().stream().map(Outage::length).forEach(length -> outages.add(seconds(length)));
        measurement.secondaryIpAfter().ifPresent(after -> fields.put("secondary_ip_after_s", seconds(after)));
        measurement.forwardAfter().ifPresent(after -> fields.put("port_forward_after_s", seconds(after)));
        return fields;
    }

    private ObjectNode event(String name, Duration at) {
        return json.createObjectNode().put("event", name).put("elapsed_s", seconds(at));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }

    @Override
    public synchronized void end() {
        ended = true;
    }

    private synchronized void print(ObjectNode line) {
        if (ended) {
            return;
        }
        out.println(line);
        out.flush();
    }
}
