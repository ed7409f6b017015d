package org.vipagent.linux.libc;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * Moves threads into other network namespaces, so that one process can hold sockets in several: laboratories and the
 * demonstration need that, the daemon never. Bound apart from {@link Libc}, whose functions the daemon pays for at
 * start.
 */
public final class NamespaceEntry {
    // bits/fcntl-linux.h, sched.h
    private static final int O_RDONLY = 0;
    private static final int O_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;

    private final C c;
    private final Runtime runtime;

    private NamespaceEntry(C c) {
        this.c = c;
        this.runtime = Runtime.getRuntime(c);
    }

    /** Public because jnr implements it from another class loader. */
    public interface C {
        int open(long path, int flags);

        int setns(int fd, int type);

        int close(int fd);
    }

    /** Binds the functions. */
    public static NamespaceEntry load() {
        return new NamespaceEntry(
                LibraryLoader.create(C.class).failImmediately().load("c"));
    }

    /**
     * {@code setns(2)}: from here on the sockets, threads and child processes that this thread makes belong to the
     * namespace. There is no way back but the thread's end.
     *
     * @param namespace a file that stands for one, as {@code /run/netns/NAME}
     * @throws ErrnoException if there is none, or without CAP_SYS_ADMIN
     */
    public void enterNetwork(Path namespace) throws ErrnoException {
        int fd = open(namespace);
        try {
            if (c.setns(fd, CLONE_NEWNET) < 0) {
                throw new ErrnoException(runtime.getLastError(), "setns(" + namespace + ")");
            }
        } finally {
            c.close(fd);
        }
    }

    private int open(Path path) throws ErrnoException {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        // One byte more than the name: the buffer is zero at first, and C wants a zero at the end.
        NativeBuffer buffer = new NativeBuffer(name.length + 1, runtime).put(0, name, name.length);
        try {
            int fd = c.open(buffer.address(), O_RDONLY | O_CLOEXEC);
            if (fd < 0) {
                throw new ErrnoException(runtime.getLastError(), "open(" + path + ")");
            }
            return fd;
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }
}
