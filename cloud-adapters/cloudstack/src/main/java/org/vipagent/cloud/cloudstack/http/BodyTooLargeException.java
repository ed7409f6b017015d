package org.vipagent.cloud.cloudstack.http;

import java.io.IOException;

/** An answer that is larger than any that the API gives. */
final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLargeException(int limit) {
        super("more than " + limit / 1024 / 1024 + " MiB");
    }
}
