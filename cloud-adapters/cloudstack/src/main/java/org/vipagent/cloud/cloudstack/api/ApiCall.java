package org.vipagent.cloud.cloudstack.api;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One request, before it is signed.
 *
 * @param command the API command, in the letter case that the server demands
 * @param parameters what the command takes, without {@code command}, {@code response}, key and signature; names in
 *     lower case, because the server sorts names as they were sent and only then folds them
 * @param write whether it changes anything; such a request is never sent twice
 * @param readTimeout how long to wait for the answer
 */
public record ApiCall(String command, SortedMap<String, String> parameters, boolean write, Duration readTimeout) {
    public ApiCall {
        for (String name : parameters.keySet()) {
            if (!name.equals(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(name + " is not in lower case");
            }
        }
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }
}
