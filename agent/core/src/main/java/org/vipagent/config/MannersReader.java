package org.vipagent.config;

/** Reads how to deal with the others: words of an instance, and those of {@code global_defs} that begin with vrrp_. */
final class MannersReader {
    private final Diagnostics diagnostics;
    private final Values values;

    MannersReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    /** The defaults that {@code global_defs} sets. */
    Manners global(Fields fields) {
        return read(fields, "vrrp_", Manners.defaults()).withStrict(isOn(fields, "vrrp_strict", false));
    }

    /** An instance's, over those of {@code global_defs}. */
    Manners instance(Fields fields, Manners global, int priority) {
        if (priority < 255) {
            fields.last("owner_ignore_adverts")
                    .filter(s -> values.isOn(s, false))
                    .ifPresent(s -> diagnostics.warning(
                            s.keyword(), "owner_ignore_adverts has no effect below priority 255, the address owner's"));
        }
        fields.last("skip_check_adv_addr")
                .filter(s -> !values.isOn(s, true))
                .ifPresent(s -> diagnostics.warning(
                        s.keyword(),
                        "skip_check_adv_addr is off here, as written; keepalived switches it on whatever follows it"));
        return read(fields, "", global);
    }

    private Manners read(Fields fields, String prefix, Manners inherited) {
        return new Manners(
                isOn(fields, prefix + "lower_prio_no_advert", inherited.lowerPriorityNoAdvert()),
                isOn(fields, prefix + "higher_prio_send_advert", inherited.higherPrioritySendAdvert()),
                isOn(fields, prefix + "owner_ignore_adverts", inherited.ownerIgnoreAdverts()),
                isOn(fields, prefix + "skip_check_adv_addr", inherited.skipAddressCheck()),
                inherited.strict());
    }

    private boolean isOn(Fields fields, String name, boolean otherwise) {
        return fields.last(name).map(s -> values.isOn(s, otherwise)).orElse(otherwise);
    }
}
