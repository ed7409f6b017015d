package org.vipagent.cloud.cloudstack.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * A request's body that knows whether any of it may have left. Until then the server cannot have acted on the request,
 * whatever goes wrong.
 */
final class SignedBody extends HttpEntityWrapper {
    // The library's constant for this type says ISO-8859-1, and a server may decode by it.
    private static final ContentType FORM =
            ContentType.create("application/x-www-form-urlencoded", StandardCharsets.UTF_8);

    private volatile boolean sent;

    SignedBody(String form) {
        super(new ByteArrayEntity(form.getBytes(StandardCharsets.UTF_8), FORM));
    }

    boolean wasSent() {
        return sent;
    }

    // So that nothing can send it a second time.
    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        sent = true;
        super.writeTo(out);
    }

    /** Without the content, which holds the key and the signature. */
    @Override
    public String toString() {
        return "SignedBody[sent=" + sent + "]";
    }
}
