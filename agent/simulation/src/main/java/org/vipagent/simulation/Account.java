package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.vipagent.node.NodeEffect;
import org.vipagent.node.NodeEvent;

/**
 * Tells an operator what happens in a world as it happens: the faults, what each node writes into its log, and a line
 * whenever something that can be seen from outside has changed. Adds up on the way what each fault costs.
 */
final class Account implements SafetyCheck {
    /** What changes within this time is one change: a new master's address and its announcement follow at once. */
    private static final long ONE_CHANGE_NANOS = 5_000_000L;

    private static final long COARSE_INTERVAL_NANOS = 100_000_000L;
    private static final long NEVER = -1;
    private static final int LEAST_WIDTH = 8;

    private final SimWorld world;
    private final Consumer<String> out;
    private final boolean everything;
    private final int decimals;
    private final int nameWidth;
    private final View[] views;

    /** One virtual router, what is told of it so far and what is not yet. */
    private static final class View {
        private final List<Cost> costs = new ArrayList<>();
        private Sight told;
        private Sight seen;
        private long changedAt = NEVER;
        private long reachedAt;
        private long seenAt;
    }

    /**
     * @param out takes each line as it comes
     * @param everything also adverts and announcements
     */
    Account(SimWorld world, Consumer<String> out, boolean everything) {
        this.world = world;
        this.out = out;
        this.everything = everything;
        this.decimals = world.site().shortestAdvertNanos() < COARSE_INTERVAL_NANOS ? 3 : 2;
        this.nameWidth =
                world.machines().stream().mapToInt(m -> m.name().length()).reduce(LEAST_WIDTH, Math::max);
        this.views = new View[world.site().instances()];
        Arrays.setAll(views, i -> new View());
    }

    /** The heading, and how it is before anything happens. */
    void begin() {
        List<String> heading =
                new ArrayList<>(world.machines().stream().map(SimMachine::name).toList());
        out.accept(row("time", heading, "holds it", "answers clients", "").stripTrailing());
        for (int i = 0; i < views.length; i++) {
            views[i].seen = Sight.of(world, i);
            tell(i, 0);
        }
    }

    /** A fault begins; what it costs is counted from here on. */
    void fault(String what) {
        settle();
        say("> " + what);
        for (View view : views) {
            count(view, world.timeline().now());
            Cost cost = new Cost(what, world.timeline().now());
            cost.masters(view.seen.masters(world.machines()));
            view.costs.add(cost);
        }
    }

    /** Something else that cannot be seen. */
    void says(String what) {
        say("> " + what);
    }

    /** Nothing more will happen. */
    void end() {
        afterEvent(world.timeline().now());
        settle();
    }

    /** What a virtual router cost its clients, fault by fault. */
    List<Cost> costs(int instance) {
        return views[instance].costs;
    }

    /** How it is now. */
    Sight sight(int instance) {
        return views[instance].seen;
    }

    @Override
    public void journalled(SimProcess process, NodeEvent event) {
        String mark = event.severity() == NodeEvent.Severity.INFORMATION
                ? ""
                : event.severity().name().toLowerCase(Locale.ROOT) + ": ";
        String text = mark + event.subject() + ": " + event.text();
        say("  " + process.machine().name() + ": " + text);
    }

    @Override
    public void sent(SimProcess process, NodeEffect.SendPacket packet) {
        if (everything) {
            String what = Site.isFarewell(packet) ? "a farewell" : "an advert";
            quote(process, "sends " + what + " from " + packet.source() + " to " + packet.destination());
        }
    }

    @Override
    public void announced(SimProcess process, NodeEffect.AnnounceAddresses announcement) {
        if (everything) {
            quote(process, "announces " + announcement.addresses());
        }
    }

    private void quote(SimProcess process, String what) {
        say("  " + process.machine().name() + " " + what);
    }

    private void say(String what) {
        long now = world.timeline().now();
        tellWhatIsOver(now);
        out.accept(time(now) + what);
    }

    @Override
    public void afterEvent(long now) {
        tellWhatIsOver(now);
        for (int i = 0; i < views.length; i++) {
            View view = views[i];
            count(view, now);
            Sight sight = Sight.of(world, i);
            if (!sight.equals(view.seen)) {
                view.seen = sight;
                view.reachedAt = now;
            }
            if (view.changedAt == NEVER && !view.seen.equals(view.told)) {
                view.changedAt = now;
            }
        }
    }

    /** Adds the time since the last look to what the present fault costs. */
    private static void count(View view, long now) {
        if (!view.costs.isEmpty()) {
            view.costs.get(view.costs.size() - 1).lasted(view.seen, now - view.seenAt);
        }
        view.seenAt = now;
    }

    private void tellWhatIsOver(long now) {
        for (int i = 0; i < views.length; i++) {
            if (views[i].changedAt != NEVER && now - views[i].changedAt > ONE_CHANGE_NANOS) {
                tell(i, views[i].reachedAt);
            }
        }
    }

    /** Tells what has not been told, before something else begins. */
    private void settle() {
        for (int i = 0; i < views.length; i++) {
            if (views[i].changedAt != NEVER) {
                tell(i, views[i].reachedAt);
            }
        }
    }

    private void tell(int instance, long at) {
        View view = views[instance];
        view.changedAt = NEVER;
        if (!view.seen.equals(view.told)) {
            view.told = view.seen;
            if (!view.costs.isEmpty()) {
                view.costs.get(view.costs.size() - 1).masters(view.seen.masters(world.machines()));
            }
            String name = views.length == 1 ? "" : world.site().label(instance);
            String holders = view.seen.holders().isEmpty() ? "nobody" : String.join("+", view.seen.holders());
            String client = view.seen.client().orElse("nobody");
            out.accept(row(time(at).strip(), view.seen.roles(), holders, client, name));
        }
    }

    private String row(String time, List<String> roles, String holders, String client, String name) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%9s    ", time));
        for (int i = 0; i < roles.size(); i++) {
            row.append(padded(roles.get(i), nameWidth)).append("  ");
        }
        row.append(padded(holders, nameWidth)).append("  ").append(padded(client, "answers clients".length()));
        return (row + "  " + name).stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private String time(long nanos) {
        return String.format(Locale.ROOT, "%9." + decimals + "f  ", nanos / 1e9);
    }
}
