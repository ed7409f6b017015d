package org.vipagent.cloud.cloudstack.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vipagent.cloud.Credentials;

/** Signs requests as CloudStack's {@code ApiServer.verifyRequest} checks them. Safe for use from several threads. */
public final class Signer {
    /** The versions of signatures that servers know. */
    public enum Version {
        /** Without a date: good for ever. For old servers that refuse version 3. */
        V2,
        /** With the time at which the request expires. */
        V3;

        /**
         * The version of that number.
         *
         * @throws IllegalArgumentException if there is none; the message is for the operator
         */
        public static Version of(int number) {
            return switch (number) {
                case 2 -> V2;
                case 3 -> V3;
                default -> throw new IllegalArgumentException("signature_version is 2 or 3");
            };
        }
    }

    /** How long a request is good for. Newer servers refuse more than 15 minutes, so a fast clock has some room. */
    public static final Duration VALIDITY = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA1";

    // A numeric zone: old servers refuse "Z".
    private static final DateTimeFormatter EXPIRES = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss'+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Credentials credentials;
    private final Version version;

    public Signer(Credentials credentials, Version version) {
        this.credentials = credentials;
        this.version = version;
    }

    /**
     * Everything that goes over the wire for a call, signature included.
     *
     * @param serverTime the server's clock, as well as it is known
     */
    public SortedMap<String, String> signed(ApiCall call, Instant serverTime) {
        SortedMap<String, String> all = new TreeMap<>(call.parameters());
        all.put("command", call.command());
        all.put("response", "json");
        all.put("apikey", credentials.apiKey());
        if (version == Version.V3) {
            all.put("signatureversion", "3");
            all.put("expires", EXPIRES.format(serverTime.plus(VALIDITY)));
        }
        all.put("signature", signature(all));
        return all;
    }

    /** The signature of parameters that are all there but {@code signature} itself. */
    String signature(SortedMap<String, String> parameters) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(credentials.secretKey().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] digest = mac.doFinal(stringToSign(parameters).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        } catch (InvalidKeyException e) {
            // Without the cause: its text comes from the provider, and the key is near.
            throw new IllegalStateException("the secret key cannot be used as an HMAC key");
        }
    }

    /** What is signed: pairs in the order of their names, values encoded, all in lower case. */
    static String stringToSign(SortedMap<String, String> parameters) {
        StringJoiner joined = new StringJoiner("&");
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            joined.add(parameter.getKey() + "=" + encoded(parameter.getValue()));
        }
        return joined.toString().toLowerCase(Locale.ROOT);
    }

    /** The parameters as an {@code application/x-www-form-urlencoded} body. */
    public static String form(SortedMap<String, String> parameters) {
        StringJoiner joined = new StringJoiner("&");
        parameters.forEach((name, value) -> joined.add(encoded(name) + "=" + encoded(value)));
        return joined.toString();
    }

    // The server encodes what it has decoded with java.net.URLEncoder, which leaves * and escapes ~, unlike RFC 3986.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
