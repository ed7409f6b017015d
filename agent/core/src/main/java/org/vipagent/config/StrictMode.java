package org.vipagent.config;

import java.time.Duration;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.AddressFamily;

/**
 * Holds an instance to {@code strict_mode}. What keepalived resets is reset here, and told; what makes it drop the
 * instance is an error.
 */
final class StrictMode {
    private static final int OWNER = 255;
    private static final int ADVERTS_OF_THE_RFC = 3;

    private final Diagnostics diagnostics;
    private final Values values;
    private final Fields fields;
    private final Word place;

    /** @param fields the instance's words; {@code block} opens it */
    StrictMode(Diagnostics diagnostics, Fields fields, Statement block) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.fields = fields;
        this.place = fields.last("strict_mode").map(Statement::keyword).orElse(block.keyword());
    }

    /** Changes what {@code builder} holds, if it is to be strict at all. */
    void apply(VrrpInstanceBuilder builder, Manners global) {
        boolean strict = fields.last("strict_mode")
                .map(s -> values.isOn(s, global.strict()))
                .orElse(global.strict());
        if (!strict) {
            builder.manners(builder.build().manners().withStrict(false));
            return;
        }
        VrrpInstance instance = builder.build();
        addresses(instance);
        election(instance, builder);
        authentication(instance, builder);
        announcements(instance, builder);
        manners(instance.manners(), builder);
        tellOfAcceptance(instance);
        if (!instance.delivery().peers().isEmpty()) {
            diagnostics.warning(
                    at("unicast_peer"),
                    "strict mode is meant for multicast, the RFC knows no unicast_peer; the peers are used all the same,"
                            + " as in keepalived 2.2");
        }
    }

    private Word at(String name) {
        return fields.last(name).map(Statement::keyword).orElse(place);
    }

    private void addresses(VrrpInstance instance) {
        if (instance.virtualAddresses().isEmpty()) {
            diagnostics.error(place, "strict mode demands a virtual address: an advert has at least one");
        } else if (instance.family() == AddressFamily.INET6
                && !instance.virtualAddresses().get(0).ip().isLinkLocal()) {
            diagnostics.error(
                    at("virtual_ipaddress"),
                    "strict mode demands that the first IPv6 address is a link-local one (RFC 9568 §5.2.9)");
        }
    }

    private void election(VrrpInstance instance, VrrpInstanceBuilder builder) {
        boolean owner = instance.priority() == OWNER;
        if (instance.stateMaster() != owner) {
            diagnostics.warning(
                    at("state"),
                    "strict mode: state MASTER and priority 255 go together; the state is taken as "
                            + (owner ? "MASTER" : "BACKUP"));
            builder.stateMaster(owner);
        }
        if (!instance.preemptDelay().isZero()) {
            diagnostics.warning(at("preempt_delay"), "strict mode knows no preempt_delay; it is switched off");
            builder.preemptDelay(Duration.ZERO);
        }
        if (instance.downTimerAdverts() != ADVERTS_OF_THE_RFC) {
            diagnostics.warning(
                    at("down_timer_adverts"), "strict mode: a master is down after 3 missed adverts; taken as 3");
            builder.downTimerAdverts(ADVERTS_OF_THE_RFC);
        }
    }

    private void authentication(VrrpInstance instance, VrrpInstanceBuilder builder) {
        if (!instance.authentication().equals(Authentication.none())) {
            diagnostics.warning(
                    at("authentication"), "strict mode knows no authentication; it is left out, as in keepalived");
            builder.authentication(Authentication.none());
        }
        boolean rollingOut = instance.hmac()
                .filter(h -> h.mode() != HmacAuthentication.Mode.ENFORCE)
                .isPresent();
        if (rollingOut) {
            diagnostics.error(
                    at("auth_hmac"), "strict mode needs auth_hmac in mode enforce: finish the roll-out before");
        }
    }

    private void announcements(VrrpInstance instance, VrrpInstanceBuilder builder) {
        String[] words = {"garp_lower_prio_repeat", "garp_lower_prio_delay"};
        for (String word : words) {
            fields.last(word)
                    .filter(s -> !s.parameters().get(0).text().equals("0"))
                    .ifPresent(s -> diagnostics.warning(
                            s.keyword(),
                            "strict mode: nothing is announced for an advert of lower priority; taken as 0"));
        }
        builder.gratuitousArp(instance.gratuitousArp().withoutLowerPriority());
    }

    private void manners(Manners manners, VrrpInstanceBuilder builder) {
        isExplicitly("lower_prio_no_advert", false)
                .ifPresent(word -> diagnostics.warning(
                        word, "strict mode: an advert of lower priority is not answered; switched on"));
        isExplicitly("higher_prio_send_advert", true)
                .ifPresent(word ->
                        diagnostics.warning(word, "strict mode: a master that gives way is silent; switched off"));
        builder.manners(new Manners(true, false, manners.ownerIgnoreAdverts(), manners.skipAddressCheck(), true));
    }

    private Optional<Word> isExplicitly(String name, boolean value) {
        return fields.last(name).filter(s -> values.isOn(s, !value) == value).map(Statement::keyword);
    }

    /** keepalived's firewall rules are not made here. */
    private void tellOfAcceptance(VrrpInstance instance) {
        boolean accepts = instance.priority() == OWNER || (instance.version() == 3 && fields.has("accept"));
        if (!accepts && !fields.has("no_accept")) {
            diagnostics.warning(
                    place,
                    "in strict mode keepalived drops packets to the virtual addresses below priority 255; here they are"
                            + " accepted" + (instance.version() == 3 ? " (say accept if that is meant)" : ""));
        }
    }
}
