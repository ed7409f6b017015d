package org.vipagent.cloud.cloudstack;

import java.util.Locale;
import org.vipagent.cloud.cloudstack.api.Abilities;

/**
 * In what the clouds that speak this API differ, as far as the adapter cares.
 *
 * @param name the word after {@code profile} in the configuration
 * @param machinesShowSecondaryIps whether {@code listVirtualMachines} shows the secondary addresses of each NIC. Where
 *     it may not, each machine that matters is asked for by {@code listNics}, which costs one request per machine
 * @param abilities what the server can do where {@code listApis} may not be asked
 * @param pageSize elements per page of a list to begin with; the server refuses more than its {@code default.page.size}
 */
public record Profile(String name, boolean machinesShowSecondaryIps, Abilities abilities, int pageSize) {
    private static final int DEFAULT_PAGE_SIZE = 500;

    /** Apache CloudStack 4.5 and later, and its forks. */
    public static final Profile CLOUDSTACK =
            new Profile("cloudstack", true, new Abilities(true, true, true), DEFAULT_PAGE_SIZE);

    /** IDCF Cloud: a CloudStack of about 4.3, with {@code listNics} by machine only. */
    public static final Profile IDCF = new Profile("idcf", false, new Abilities(false, true, false), DEFAULT_PAGE_SIZE);

    public Profile {
        if (pageSize < 1) {
            throw new IllegalArgumentException("a page holds at least one element");
        }
    }

    /**
     * The profile of that name.
     *
     * @throws IllegalArgumentException if there is none; the message is for the operator
     */
    public static Profile named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "cloudstack" -> CLOUDSTACK;
            case "idcf" -> IDCF;
            default ->
                throw new IllegalArgumentException("profile '" + name + "' is unknown: it is cloudstack or idcf");
        };
    }
}
