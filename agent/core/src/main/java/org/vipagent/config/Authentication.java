package org.vipagent.config;

/** What a version 2 advert proves about its sender (RFC 3768 appendix A lists the old types; version 3 has none). */
public sealed interface Authentication permits Authentication.None, Authentication.Pass, Authentication.Header {
    /** Adverts carry authentication type 0. */
    static Authentication none() {
        return new None();
    }

    /** No authentication. */
    record None() implements Authentication {}

    /**
     * {@code auth_type PASS}: a password in clear text in each advert (RFC 2338 §5.3.6). It guards against mistakes,
     * not against attackers.
     *
     * @param password 1 to 8 bytes in UTF-8
     */
    record Pass(String password) implements Authentication {
        @Override
        public String toString() {
            return "Pass[password=***]";
        }
    }

    /**
     * {@code auth_type AH}: an authentication header in front of each advert (RFC 2338 §5.3.6.3), HMAC-MD5 cut to 96
     * bits with the password as its key.
     *
     * @param password 1 to 8 bytes in UTF-8
     */
    record Header(String password) implements Authentication {
        @Override
        public String toString() {
            return "Header[password=***]";
        }
    }
}
