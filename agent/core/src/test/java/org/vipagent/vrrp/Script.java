package org.vipagent.vrrp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.AdvertCodec;

/**
 * The commands of a transcript.
 *
 * <pre>
 * start NAME [KEY=VALUE …]      a node with the address 10.0.0.(1, 2, …) begins; keys as in {@link #KEYS}
 * run DURATION                  time passes: 500ms, 10s
 * cut A->B                      what A sends no longer reaches B
 * heal                          no cuts any more
 * suspend A | resume A | hint A SIGSTOP, SIGCONT, the clocks show a pause
 * freeze A                      as suspend, but what is sent to A meanwhile is lost; resume A ends it
 * crash A | stop A              power off; a planned stop
 * inject PRIORITY from=ADDRESS [vips=ADDRESS] [count=N over=DURATION]
 * </pre>
 */
final class Script {
    private static final Map<String, BiFunction<RouterConfigBuilder, String, RouterConfigBuilder>> KEYS = Map.of(
            "prio", (config, value) -> config.priority(Integer.parseInt(value)),
            "advert", (config, value) -> config.advertIntervalNanos(duration(value)),
            "version", (config, value) -> config.version(Integer.parseInt(value)),
            "preempt", (config, value) -> config.preempt(value.equals("yes")),
            "preempt_delay", (config, value) -> config.preemptDelayNanos(duration(value)),
            "owner", (config, value) -> config.priority(255).startAsMaster(true),
            "foreign_vrid",
                    (config, value) ->
                            config.foreignVrid(value.equals("process") ? ForeignVrid.PROCESS : ForeignVrid.DROP));

    private final ScriptedLink link = new ScriptedLink();
    private int nodes;

    List<String> perform(String line) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" +", -1)));
        String command = words.remove(0);
        switch (command) {
            case "start" -> start(words);
            case "run" -> link.run(duration(words.get(0)));
            case "cut" -> link.cut(words.get(0).split("->", 2)[0], words.get(0).split("->", 2)[1]);
            case "heal" -> link.heal();
            case "suspend" -> link.node(words.get(0)).suspend();
            case "freeze" -> link.node(words.get(0)).freeze();
            case "resume" -> link.node(words.get(0)).resume();
            case "hint" -> link.hint(words.get(0));
            case "crash" -> link.node(words.get(0)).crash();
            case "stop" -> link.stop(words.get(0));
            case "inject" -> inject(words);
            default -> throw new IllegalArgumentException(line);
        }
        return command.equals("run") ? link.report() : List.of();
    }

    private void start(List<String> words) {
        RouterConfigBuilder config = Subject.defaults();
        for (String word : words.subList(1, words.size())) {
            String[] pair = word.split("=", 2);
            config = KEYS.get(pair[0]).apply(config, pair[1]);
        }
        nodes++;
        link.add(new ScriptedNode(words.get(0), IpAddress.parse("10.0.0." + nodes), config.build()));
        link.start(words.get(0));
    }

    private void inject(List<String> words) {
        int priority = Integer.parseInt(words.get(0));
        IpAddress source = IpAddress.parse(value(words, "from", ""));
        int count = Integer.parseInt(value(words, "count", "1"));
        long over = duration(value(words, "over", "1s"));
        List<IpAddress> vips =
                List.of(IpAddress.parse(value(words, "vips", Subject.VIPS.get(0).toString())));
        VirtualRouter sender = new VirtualRouter(Subject.defaults()
                .virtualAddresses(vips)
                .advertIntervalNanos(duration(value(words, "advert", "100ms")))
                .build());
        sender.start(source, 0);
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = sender.encode(priority, AdvertCodec.GROUP, 0, target).length();
        byte[] message = Arrays.copyOf(target, length);
        for (int i = 0; i < count; i++) {
            link.inject(source, message, link.now() + over * i / count);
        }
    }

    private static String value(List<String> words, String key, String otherwise) {
        return words.stream()
                .filter(word -> word.startsWith(key + "="))
                .map(word -> word.substring(key.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    private static long duration(String text) {
        return text.endsWith("ms")
                ? Long.parseLong(text.substring(0, text.length() - 2)) * Subject.MILLISECOND
                : Long.parseLong(text.substring(0, text.length() - 1)) * Subject.SECOND;
    }
}
