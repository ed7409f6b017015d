package org.vipagent.cloud.cloudstack.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpEntity;

/** Reads answers, but not endless ones. */
final class BoundedBody {
    /** A hundred machines with a few NICs take 200 KiB. */
    static final int LIMIT = 8 * 1024 * 1024;

    private BoundedBody() {}

    static String read(HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        try (InputStream in = entity.getContent()) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new BodyTooLargeException(LIMIT);
            }
            long announced = entity.getContentLength();
            if (announced > bytes.length) {
                throw new ConnectionClosedException("the body is shorter than announced");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
