package org.vipagent.cloud;

/**
 * The key pair of an API user. {@link #toString} shows neither.
 *
 * @param apiKey sent with each request; identifies the user
 * @param secretKey signs; never sent, never logged
 */
public record Credentials(String apiKey, String secretKey) {
    @Override
    public String toString() {
        return "Credentials[apiKey=…, secretKey=…]";
    }
}
