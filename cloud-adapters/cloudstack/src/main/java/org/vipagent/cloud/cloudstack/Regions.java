package org.vipagent.cloud.cloudstack;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The regions of IDCF Cloud, each with an API of its own. */
public final class Regions {
    /** In the order of the provider's documentation. */
    public static final List<String> NAMES = List.of("jp-east", "jp-east-2", "jp-east-3", "jp-west");

    private Regions() {}

    /**
     * The API's address in a region.
     *
     * @throws IllegalArgumentException if there is no such region; the message is for the operator
     */
    public static URI endpoint(String region) {
        String name = region.toLowerCase(Locale.ROOT);
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "region '" + region + "' is unknown: it is one of " + String.join(", ", NAMES));
        }
        return URI.create("https://compute." + name + ".idcfcloud.com/client/api");
    }
}
