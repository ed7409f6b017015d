package org.vipagent.cloud.simulator.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vipagent.cloud.simulator.ZoneLayout;

/**
 * Decides whether a request is signed by one of the accounts, exactly as the real server does; pure. The signed text is
 * all parameters but the signature, sorted by name, {@code name=value} joined by {@code &}, values encoded as
 * {@link URLEncoder} does but with {@code %20} for a space, the whole in lower case.
 */
public final class Authenticator {
    private static final String HMAC = "HmacSHA1";
    /** A numeric offset; the recorded server refuses {@code Z}. */
    private static final DateTimeFormatter EXPIRES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx");

    private final List<ZoneLayout.Account> accounts;

    public Authenticator(List<ZoneLayout.Account> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    /**
     * Whether the request may pass.
     *
     * @param parameters decoded, with names as they were sent: the order in which the server sorts them depends on it
     * @param nowMillis milliseconds since 1970
     */
    public boolean accepts(Map<String, String> parameters, long nowMillis) {
        Optional<String> signature = named(parameters, "signature");
        Optional<ZoneLayout.Account> account = named(parameters, "apikey").flatMap(this::owner);
        return signature.isPresent()
                && account.isPresent()
                && isInTime(parameters, nowMillis)
                && isEqual(signature.get(), sign(parameters, account.get().secretKey()));
    }

    private static Optional<String> named(Map<String, String> parameters, String name) {
        return parameters.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Optional<ZoneLayout.Account> owner(String apiKey) {
        return accounts.stream()
                .filter(account -> account.apiKey().equals(apiKey))
                .findFirst();
    }

    /** Only version 3 has an expiry; without it the parameter is ignored. */
    private static boolean isInTime(Map<String, String> parameters, long nowMillis) {
        if (!named(parameters, "signatureversion").equals(Optional.of("3"))) {
            return true;
        }
        try {
            String expires = named(parameters, "expires").orElse("");
            return OffsetDateTime.parse(expires, EXPIRES).toInstant().toEpochMilli() >= nowMillis;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isEqual(String sent, String computed) {
        return MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), computed.getBytes(StandardCharsets.UTF_8));
    }

    /** What a signature is made of. */
    public static String signedText(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(entry -> !entry.getKey().equalsIgnoreCase("signature"))
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"))
                        .toLowerCase(Locale.ROOT);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The signature of a request, in Base64, not yet encoded for a URL. */
    public static String sign(Map<String, String> parameters, String secretKey) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), HMAC));
            byte[] digest = mac.doFinal(signedText(parameters).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }
}
