package org.vipagent.cloud.simulator.commands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.api.Page;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.jobs.Reply;
import org.vipagent.cloud.simulator.tables.MachineRow;
import org.vipagent.cloud.simulator.tables.NetworkRow;
import org.vipagent.cloud.simulator.tables.NicRow;
import org.vipagent.cloud.simulator.tables.PowerState;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/** The commands that look and change nothing. */
final class ListCommands {
    private final ZoneTables tables;
    private final ZoneView zoneView;
    private final MachineView machineView;
    private final Habits habits;

    ListCommands(ZoneTables tables, ZoneView zoneView, MachineView machineView, Habits habits) {
        this.tables = tables;
        this.zoneView = zoneView;
        this.machineView = machineView;
        this.habits = habits;
    }

    /** The order of most lists. */
    static <T> List<T> newestFirst(List<T> oldestFirst) {
        List<T> rows = new ArrayList<>(oldestFirst);
        Collections.reverse(rows);
        return rows;
    }

    Reply zones(Request request) {
        Optional<String> id = request.text("id");
        List<ZoneView> zones = id.isEmpty() || id.get().equals(zoneView.zoneId()) ? List.of(zoneView) : List.of();
        return Reply.now(page(request).of("zone", zones, ZoneView::ofZone));
    }

    Reply networks(Request request) {
        Optional<NetworkRow> one = tables.filter(tables.networks, request, "id");
        Optional<String> type = request.text("type");
        Optional<String> vpc = request.text("vpcid");
        List<NetworkRow> rows = tables.networks.values().stream()
                .filter(row -> request.scope().shows(row.owner()))
                .filter(row -> one.isEmpty() || one.get() == row)
                .filter(row -> type.isEmpty() || row.layout().type().apiName().equalsIgnoreCase(type.get()))
                .filter(row -> vpc.isEmpty() || row.layout().vpcId().equals(vpc.get()))
                .toList();
        return Reply.now(page(request).of("network", newestFirst(rows), zoneView::of));
    }

    Reply machines(Request request) {
        Page page = page(request);
        Optional<MachineRow> one = tables.filter(tables.machines, request, "id");
        Optional<NetworkRow> network = tables.filter(tables.networks, request, "networkid");
        Optional<Set<String>> ids = request.text("ids")
                .map(list -> Arrays.stream(list.split(",", -1)).collect(Collectors.toSet()));
        Optional<String> name = request.text("name");
        Optional<String> keyword = request.text("keyword");
        Optional<String> state = request.text("state");
        List<MachineRow> rows = tables.machines.values().stream()
                .filter(row -> row.state.isListed() && request.scope().shows(row.owner()))
                .filter(row -> one.isEmpty() || one.get() == row)
                .filter(row -> network.isEmpty() || row.nicIn(network.get()).isPresent())
                .filter(row -> ids.isEmpty() || ids.get().contains(row.id))
                .filter(row -> name.isEmpty() || matches(row, name.get()))
                .filter(row -> keyword.isEmpty() || matches(row, keyword.get()))
                .filter(row -> state.isEmpty() || row.state.apiName().equalsIgnoreCase(state.get()))
                .toList();
        return Reply.now(page.of("virtualmachine", newestFirst(rows), machineView::of));
    }

    /** A part of the name is enough, in any letter case: LB finds LB-backup too. */
    private static boolean matches(MachineRow machine, String part) {
        return machine.name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /** Answers for a destroyed machine too, as long as it is not expunged. */
    Reply nics(Request request) {
        MachineRow machine = tables.require(tables.machines, request, "virtualmachineid");
        Optional<NicRow> one = tables.find(tables.nics, request, "nicid");
        Optional<NetworkRow> network =
                habits.oldServer() ? Optional.empty() : tables.find(tables.networks, request, "networkid");
        if (machine.state == PowerState.EXPUNGED) {
            throw Refusal.api(530, "Virtual mahine id does not exist");
        }
        List<NicRow> rows = machine.nics.stream()
                .filter(nic -> one.isEmpty() || one.get() == nic)
                .filter(nic -> network.isEmpty() || network.get() == nic.network)
                .toList();
        return Reply.now(page(request).of("nic", rows, machineView::ofNic));
    }

    private Page page(Request request) {
        return Page.of(request, habits.largestPage());
    }
}
