package org.vipagent.linux.libc;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * The C functions as jnr binds them. Arguments are {@code int} for C's int, {@code long} for size_t and for every
 * pointer (the address of a {@link NativeBuffer}): a call with primitives alone copies nothing and allocates nothing.
 *
 * <p>No function here has more than five arguments: the code that jnr-ffi 2.3.4 generates on x86-64 passes garbage as
 * the sixth. That is why there is no sendto and no recvfrom.
 */
final class NativeFunctions {
    private NativeFunctions() {}

    /** Public because jnr implements it from another class loader; the class around it keeps it in this package. */
    public interface C {
        int socket(int domain, int type, int protocol);

        int bind(int fd, long address, int addressLength);

        int setsockopt(int fd, int level, int option, long value, int valueLength);

        int getsockopt(int fd, int level, int option, long value, long valueLength);

        long sendmsg(int fd, long message, int flags);

        long recvmsg(int fd, long message, int flags);

        int ppoll(long descriptors, long count, long timeout, long signalMask);

        int eventfd(int initial, int flags);

        long read(int fd, long data, long length);

        long write(int fd, long data, long length);

        int close(int fd);

        int clock_gettime(int clock, long timespec);

        int sched_setscheduler(int pid, int policy, long parameters);

        int sched_getscheduler(int pid);

        int setpriority(int which, int who, int priority);

        int setrlimit(int resource, long limits);

        int mlockall(int flags);

        int prctl(int option, long second, long third, long fourth, long fifth);
    }

    static C load() {
        // The machine code that jnr writes by itself exists for x86-64 alone, costs some 20 ms of processor time at
        // start, calls no faster (345 against 367 ns for a ppoll), and is what loses the sixth argument. Without it
        // both architectures run the same code.
        System.setProperty("jnr.ffi.x86asm.enabled", "false");
        // failImmediately: a missing symbol is reported at start, not at the first failover.
        return LibraryLoader.create(C.class).failImmediately().load("c");
    }

    static Runtime runtime(C functions) {
        return Runtime.getRuntime(functions);
    }
}
