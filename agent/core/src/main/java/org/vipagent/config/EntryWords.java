package org.vipagent.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/**
 * The words of routes, rules and static addresses, which keepalived does not register with its parser. They are not
 * supported, and their values may be names; so only what looks like a slip of one of them is told.
 */
final class EntryWords {
    private static final Map<String, List<String>> WORDS = Map.of(
            "static_ipaddress",
            words("dev scope broadcast brd label peer home -nodad mngtmpaddr noprefixroute autojoin no_track"
                    + " preferred_lft track_group"),
            "routes",
            words("src to via gw or nexthop dev oif metric priority preference table scope tos dsfield protocol mtu"
                    + " advmss window rtt rttvar rto_min ssthresh cwnd initcwnd initrwnd reordering realms hoplimit"
                    + " quickack features congctl expires pref onlink weight encap as ttl-propagate fastopen_no_cookie"
                    + " vrf inet inet6 no_track track_group append prepend blackhole unreachable prohibit throw local"
                    + " broadcast anycast multicast nat"),
            "rules",
            words("from to dev iif oif fwmark tos dsfield lookup table order preference priority protocol ipproto sport"
                    + " dport uidrange tunnel-id l3mdev realms goto nop suppress_prefixlength suppress_ifgroup"
                    + " blackhole prohibit unreachable inet inet6 no_track track_group"));

    private EntryWords() {}

    private static List<String> words(String words) {
        return Arrays.asList(words.split(" ", -1));
    }

    /**
     * Tells of words in an entry that are nearly one of the known ones.
     *
     * @param kind {@code static_ipaddress}, {@code routes} or {@code rules}; others have no table
     */
    static void check(Statement entry, String kind, Diagnostics diagnostics) {
        List<String> known = WORDS.getOrDefault(kind, List.of());
        String before = "";
        for (Word word : entry.words()) {
            String text = word.text();
            boolean value = known.contains(before) || !text.matches("[a-z_-]+");
            Optional<String> meant =
                    value || known.contains(text) ? Optional.empty() : Suggestions.nearest(text, known);
            if (meant.isPresent()) {
                diagnostics.error(word, "unknown word '" + text + "' in an entry of " + kind, meant);
            }
            before = text;
        }
    }
}
