package org.vipagent.linux.libc;

import java.io.IOException;

/** A call into the kernel that was refused: which call, and why. */
public class ErrnoException extends IOException {
    private final int errno;
    private final String detail;

    /**
     * @param errno the error number, positive
     * @param call what was called, with what matters of its arguments: {@code setsockopt(SO_BINDTODEVICE, eth0)}
     */
    public ErrnoException(int errno, String call) {
        this(errno, call, "");
    }

    /** @param detail what the kernel said in words; empty if it said nothing */
    public ErrnoException(int errno, String call, String detail) {
        super(call + ": " + reason(errno, detail));
        this.errno = errno;
        this.detail = detail;
    }

    /** The error number; compare with the constants of {@link Errno}. */
    public int errno() {
        return errno;
    }

    /** The symbolic name: {@code EPERM}. */
    public String symbol() {
        return Errno.symbol(errno);
    }

    /** Why, without the call: {@code EADDRNOTAVAIL (cannot assign requested address): ipv4: Address not found}. */
    public String reason() {
        return reason(errno, detail);
    }

    private static String reason(int errno, String detail) {
        return Errno.describe(errno) + (detail.isEmpty() ? "" : ": " + detail);
    }
}
