package org.vipagent.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.config.Authentication;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.Cidr;

/**
 * What would happen to real configurations if this and that went wrong: plays it on a virtual clock with the agents'
 * own code, and tells it so that an operator can read it. Sends nothing, waits for nothing, and needs no privileges.
 */
public final class WhatIf {
    /** Between two agents' starts, so that the order of the nodes does not decide alone. */
    private static final long BOOT_GAP_NANOS = 100_000_000L;

    private final Order order;
    private final ConfiguredSite configured;
    private final Site site;
    private final SimWorld world;
    private final Programme programme;

    /**
     * What is asked.
     *
     * @param nodes one, whose peers are derived from it, or several with different names; each without obstacle
     * @param faults in the fault language, such as {@code pause B 4s}
     * @param seed of everything that is left to chance: delays on the network, packets lost, reaction times
     * @param length how long to look; empty: until some time after the last fault
     * @param everything whether adverts and announcements are told, too
     */
    public record Order(
            List<ConfiguredNode> nodes, List<String> faults, long seed, Optional<Duration> length, boolean everything) {
        public Order {
            nodes = List.copyOf(nodes);
            faults = List.copyOf(faults);
        }
    }

    private WhatIf(Order order) throws OrderException {
        this.order = order;
        this.configured = new ConfiguredSite(order.nodes);
        this.site = configured.site();
        FaultReader reader =
                new FaultReader(site.seats().stream().map(Seat::name).toList());
        List<TimedFault> faults = new ArrayList<>();
        for (String text : order.faults) {
            faults.add(reader.read(text));
        }
        this.world = SimWorld.watched(
                order.seed,
                site.options(),
                new SimWorld.Surroundings(site, Optional.of(ZoneLayout.howTo()), Parts.REAL, Transcript.none()));
        Programme usual = Programme.usual(faults, site, world.lifetimeNanos());
        this.programme =
                order.length.isPresent() ? usual.until(order.length.get().toNanos()) : usual;
    }

    /**
     * Reads an order.
     *
     * @throws FaultSyntaxException if a fault cannot be understood
     * @throws OrderException if what is asked for makes no sense
     */
    public static WhatIf of(Order order) throws OrderException {
        return new WhatIf(order);
    }

    /**
     * A time as the fault language writes it, such as {@code 60s} or {@code 1.5m}.
     *
     * @throws FaultSyntaxException if it is none
     */
    public static Duration time(String text) throws FaultSyntaxException {
        FaultWords words = new FaultWords(text);
        Duration time = Duration.ofNanos(words.time("60s"));
        words.end();
        return time;
    }

    /**
     * Plays it; once only.
     *
     * @param out takes each line of the account as it comes
     * @return whether each address has exactly one owner at the end and no rule was broken
     */
    public boolean play(Consumer<String> out) {
        heading(out);
        Account account = new Account(world, out, order.everything);
        world.watch().add(account);
        account.begin();
        FaultPlayer player = new FaultPlayer(world, new Dice(order.seed), account::says);
        for (SimMachine machine : world.machines()) {
            world.timeline().at(machine.index() * BOOT_GAP_NANOS, () -> world.boot(machine));
        }
        for (TimedFault fault : programme.faults()) {
            world.timeline().at(fault.at().orElseThrow(), () -> {
                account.fault(fault.text());
                player.play(fault.fault());
            });
        }
        while (world.timeline().step(programme.end())) {
            world.watch().afterEvent();
        }
        account.end();
        costs(account, out);
        Verdict verdict = new Verdict(world, player.openCuts());
        out.accept("");
        verdict.lines().forEach(out);
        return verdict.isGood();
    }

    private void heading(Consumer<String> out) {
        for (int i = 0; i < site.seats().size(); i++) {
            Seat seat = site.seats().get(i);
            List<String> nics = new ArrayList<>();
            for (Nic nic : seat.nics()) {
                List<String> own = nic.own().stream().map(Cidr::toString).toList();
                nics.add((nic.device() + " " + String.join(" ", own)).strip());
            }
            out.accept(seat.name() + "  " + String.join(", ", nics) + "  ("
                    + configured.nodes().get(i).source() + ")");
        }
        for (int i = 0; i < site.instances(); i++) {
            out.accept(describe(i));
        }
        configured.remarks().forEach(remark -> out.accept("note: " + remark));
        out.accept("");
    }

    private String describe(int instance) {
        Site.Shared shared = site.shared().get(instance);
        VrrpInstance any = shared.any();
        List<String> priorities = new ArrayList<>();
        for (Seat seat : site.seats()) {
            shared.members().get(seat.index()).ifPresent(i -> priorities.add(seat.name() + " " + i.priority()));
        }
        int more = any.virtualAddresses().size() + any.excludedAddresses().size() - 1;
        List<String> facts = new ArrayList<>();
        facts.add("VRID " + any.virtualRouterId());
        facts.add("version " + any.version());
        facts.add("an advert every " + Words.duration(any.advertInterval().toNanos()));
        facts.add(any.delivery().peers().isEmpty() ? "multicast" : "unicast");
        facts.add(any.preempt() ? "preempt" : "nopreempt");
        if (any.hmac().isPresent() || !(any.authentication() instanceof Authentication.None)) {
            facts.add("authenticated");
        }
        facts.add("priority " + String.join(", ", priorities));
        String others = more == 0 ? "" : " and " + more + " more";
        return site.label(instance) + others + "  (" + String.join("; ", facts) + ")";
    }

    private void costs(Account account, Consumer<String> out) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"at", "after", "", "clients without an answer", "two nodes held it", "master"});
        for (int i = 0; i < site.instances(); i++) {
            for (Cost cost : account.costs(i)) {
                if (site.instances() == 1 || !cost.isNothing()) {
                    String which = site.instances() == 1 ? "" : site.label(i);
                    String at = Words.duration(cost.from());
                    rows.add(new String[] {at, cost.cause(), which, cost.gap(), cost.twoHolders(), cost.masters()});
                }
            }
        }
        if (rows.size() > 1) {
            out.accept("");
            aligned(rows).forEach(out);
        }
    }

    private static List<String> aligned(List<String[]> rows) {
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                int at = column;
                int width = rows.stream().mapToInt(r -> r[at].length()).max().orElse(0);
                if (width > 0) {
                    line.append(String.format(Locale.ROOT, "%-" + width + "s  ", row[column]));
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
