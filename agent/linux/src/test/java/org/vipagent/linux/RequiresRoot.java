package org.vipagent.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Lets a test on the real kernel run for root alone. In CI its absence is a failure, so that nobody skips it unseen. */
public final class RequiresRoot implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0) {
            return;
        }
        String message = context.getDisplayName() + " makes network namespaces and needs root";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionFailedError(message);
        }
        throw new TestAbortedException(message);
    }
}
