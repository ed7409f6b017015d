package org.vipagent.daemon.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.follow.FollowerStatus;
import org.vipagent.node.InstanceSnapshot;
import org.vipagent.vrrp.AddressClaim;
import org.vipagent.vrrp.DropCount;
import org.vipagent.vrrp.RouterCounters;
import org.vipagent.vrrp.Sighting;

/** One instance in the {@link StatusReport}; its fields are described in docs/reference/status.md. */
final class InstanceReport {
    private final InstanceSnapshot instance;
    private final WallClock clock;

    /** @param clock both clocks, at the moment of the snapshot or soon after it */
    InstanceReport(InstanceSnapshot instance, WallClock clock) {
        this.instance = instance;
        this.clock = clock;
    }

    /** What is odd although it does its work. */
    List<Warning> warnings() {
        return Warnings.of(instance, clock.now());
    }

    /** The snapshot's own trouble and that of the cloud, which it names only when nothing worse is wrong. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        Optional<String> cloud = instance.cloud().flatMap(this::cloudTrouble);
        Optional<CloudFailure> failure = instance.cloud().flatMap(FollowerStatus::failure);
        instance.trouble()
                .filter(t -> failure.map(f -> !t.endsWith(f.describe())).orElse(true))
                .ifPresent(troubles::add);
        cloud.ifPresent(troubles::add);
        return troubles;
    }

    private Optional<String> cloudTrouble(FollowerStatus cloud) {
        return cloud.trouble()
                .map(t -> "cloud " + instance.provider().orElse("") + ": "
                        + t.failure().describe() + (t.inARow() > 1 ? "; " + t.inARow() + " failures in a row" : ""));
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", instance.name());
        out.writeStringField("interface", instance.device());
        out.writeNumberField("vrid", instance.vrid());
        out.writeNumberField("vrrp_version", instance.version());
        out.writeStringField("state", instance.role());
        out.writeStringField("since", clock.at(instance.since()).toString());
        out.writeStringField("cause", instance.cause());
        out.writeNumberField("priority", instance.priority());
        out.writeNumberField("advert_int", Elapsed.seconds(instance.advertIntervalNanos()));
        out.writeNumberField("epoch", instance.epoch());
        out.writeStringField("master", instance.master());
        strings(out, "addresses", instance.addresses());
        out.writeBooleanField("addresses_wanted", instance.addressesWanted());
        wire(out);
        if (instance.cloud().isPresent()) {
            new CloudReport(instance, clock).write(out);
        }
        strings(out, "troubles", troubles());
        strings(out, "warnings", warnings().stream().map(Warning::text).toList());
        out.writeEndObject();
    }

    private void wire(JsonGenerator out) throws IOException {
        RouterCounters counters = instance.counters();
        out.writeNumberField("became_master", counters.becameMaster());
        out.writeNumberField("gave_up_master", counters.releasedMaster());
        out.writeNumberField("pauses", counters.punctuality().pauses());
        out.writeObjectFieldStart("adverts");
        out.writeNumberField("sent", counters.sent());
        out.writeNumberField("late", counters.punctuality().late());
        out.writeNumberField("made_up", counters.punctuality().madeUp());
        out.writeNumberField("left_out", counters.punctuality().leftOut());
        out.writeNumberField("received", counters.received());
        out.writeNumberField("received_unauthenticated", counters.unauthenticated());
        out.writeNumberField("dropped_unauthenticated", droppedUnauthenticated());
        out.writeObjectFieldStart("dropped");
        for (DropCount drop : instance.encounters().drops()) {
            dropped(out, drop);
        }
        out.writeEndObject();
        out.writeEndObject();
        if (instance.encounters().lastHeard().isPresent()) {
            heard(out, instance.encounters().lastHeard().get());
        }
        if (instance.encounters().lastClaim().isPresent()) {
            claimed(out, instance.encounters().lastClaim().get());
        }
    }

    private long droppedUnauthenticated() {
        return instance.encounters().drops().stream()
                .filter(drop -> drop.reason().failsAuthentication())
                .mapToLong(DropCount::packets)
                .sum();
    }

    private void dropped(JsonGenerator out, DropCount drop) throws IOException {
        out.writeObjectFieldStart(drop.reason().name());
        out.writeNumberField("packets", drop.packets());
        out.writeStringField("last_from", drop.lastSource().toString());
        time(out, "last_at", drop.lastAt());
        out.writeEndObject();
    }

    private void heard(JsonGenerator out, Sighting heard) throws IOException {
        out.writeObjectFieldStart("last_heard");
        out.writeStringField("from", heard.source().toString());
        out.writeNumberField("priority", heard.priority());
        out.writeNumberField("advert_int", Elapsed.seconds(heard.advertIntervalNanos()));
        time(out, "at", heard.at());
        out.writeEndObject();
    }

    private void claimed(JsonGenerator out, AddressClaim claim) throws IOException {
        out.writeObjectFieldStart("claimed_by");
        out.writeStringField("mac", claim.station().toString());
        out.writeStringField("address", claim.address().toString());
        out.writeNumberField("times", instance.counters().addressesClaimed());
        time(out, "last_at", claim.at());
        out.writeEndObject();
    }

    private void time(JsonGenerator out, String field, long at) throws IOException {
        out.writeStringField(field, clock.at(at).toString());
    }

    private static void strings(JsonGenerator out, String field, List<String> values) throws IOException {
        out.writeArrayFieldStart(field);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }
}
