package org.vipagent.linux.libc;

import java.util.Map;

/** Error numbers as x86-64 and aarch64 share them (asm-generic/errno-base.h, asm-generic/errno.h). */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int ENXIO = 6;
    public static final int EINTR = 4;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int ENODEV = 19;
    public static final int EINVAL = 22;
    public static final int EMSGSIZE = 90;
    public static final int ENOPROTOOPT = 92;
    public static final int EPROTONOSUPPORT = 93;
    public static final int EOPNOTSUPP = 95;
    public static final int EAFNOSUPPORT = 97;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENETDOWN = 100;
    public static final int ENETUNREACH = 101;
    public static final int ENOBUFS = 105;
    public static final int ETIMEDOUT = 110;
    public static final int EHOSTUNREACH = 113;

    private record Entry(String symbol, String text) {}

    private static final Map<Integer, Entry> KNOWN = Map.ofEntries(
            entry(EPERM, "EPERM", "operation not permitted"),
            entry(ENOENT, "ENOENT", "no such file or entry"),
            entry(ESRCH, "ESRCH", "no such process or entry"),
            entry(EINTR, "EINTR", "interrupted by a signal"),
            entry(5, "EIO", "input/output error"),
            entry(6, "ENXIO", "no such device or address"),
            entry(9, "EBADF", "bad file descriptor"),
            entry(EAGAIN, "EAGAIN", "would block"),
            entry(ENOMEM, "ENOMEM", "out of memory"),
            entry(EACCES, "EACCES", "permission denied"),
            entry(14, "EFAULT", "bad address"),
            entry(EBUSY, "EBUSY", "device or resource busy"),
            entry(EEXIST, "EEXIST", "exists already"),
            entry(ENODEV, "ENODEV", "no such device"),
            entry(EINVAL, "EINVAL", "invalid argument"),
            entry(23, "ENFILE", "too many open files in the system"),
            entry(24, "EMFILE", "too many open files in the process"),
            entry(28, "ENOSPC", "no space left"),
            entry(34, "ERANGE", "out of range"),
            entry(38, "ENOSYS", "function not implemented"),
            entry(71, "EPROTO", "protocol error"),
            entry(88, "ENOTSOCK", "not a socket"),
            entry(89, "EDESTADDRREQ", "destination address required"),
            entry(EMSGSIZE, "EMSGSIZE", "message too long"),
            entry(ENOPROTOOPT, "ENOPROTOOPT", "protocol not available"),
            entry(EPROTONOSUPPORT, "EPROTONOSUPPORT", "protocol not supported"),
            entry(94, "ESOCKTNOSUPPORT", "socket type not supported"),
            entry(EOPNOTSUPP, "EOPNOTSUPP", "operation not supported"),
            entry(EAFNOSUPPORT, "EAFNOSUPPORT", "address family not supported"),
            entry(EADDRINUSE, "EADDRINUSE", "address already in use"),
            entry(EADDRNOTAVAIL, "EADDRNOTAVAIL", "cannot assign requested address"),
            entry(ENETDOWN, "ENETDOWN", "network is down"),
            entry(ENETUNREACH, "ENETUNREACH", "network is unreachable"),
            entry(104, "ECONNRESET", "connection reset by peer"),
            entry(ENOBUFS, "ENOBUFS", "no buffer space available"),
            entry(107, "ENOTCONN", "not connected"),
            entry(ETIMEDOUT, "ETIMEDOUT", "timed out"),
            entry(111, "ECONNREFUSED", "connection refused"),
            entry(112, "EHOSTDOWN", "host is down"),
            entry(EHOSTUNREACH, "EHOSTUNREACH", "no route to host"));

    private Errno() {}

    private static Map.Entry<Integer, Entry> entry(int errno, String symbol, String text) {
        return Map.entry(errno, new Entry(symbol, text));
    }

    /** {@code EPERM}; {@code E131} for a number that has no name here. */
    public static String symbol(int errno) {
        Entry entry = KNOWN.get(errno);
        return entry == null ? "E" + errno : entry.symbol();
    }

    /** {@code EPERM (operation not permitted)}. */
    public static String describe(int errno) {
        Entry entry = KNOWN.get(errno);
        return entry == null ? "E" + errno : entry.symbol() + " (" + entry.text() + ")";
    }
}
