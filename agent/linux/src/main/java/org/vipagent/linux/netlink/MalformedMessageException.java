package org.vipagent.linux.netlink;

import java.io.IOException;

/** What came from the kernel does not keep to the lengths it announces. */
public final class MalformedMessageException extends IOException {
    public MalformedMessageException(String message) {
        super(message);
    }
}
