package org.vipagent.linux.libc;

import java.lang.ref.Reference;
import jnr.ffi.Runtime;

/**
 * The C library, with one way of failing: a negative result becomes an {@link ErrnoException} with the number that the
 * call itself left behind. What is no failure (nothing to read, a full queue, a signal) is a value.
 *
 * <p>Safe for use by several threads; the buffers handed in are not.
 */
public final class Libc {
    /** Result of {@link #send}, {@link #receive} and the like where the kernel would have had to wait. */
    public static final int WOULD_BLOCK = -1;

    private final NativeFunctions.C c;
    private final Runtime runtime;

    private Libc(NativeFunctions.C c) {
        this.c = c;
        this.runtime = NativeFunctions.runtime(c);
    }

    /**
     * Binds the C library of this process. Costs about a tenth of a second: once at start.
     *
     * @throws UnsatisfiedLinkError if a function is missing
     */
    public static Libc load() {
        return new Libc(NativeFunctions.load());
    }

    /** Memory for calls of this library, all zero. */
    public NativeBuffer allocate(int capacity) {
        return new NativeBuffer(capacity, runtime);
    }

    /** {@code socket(2)}; close-on-exec always, so that no script inherits a raw socket. */
    public Descriptor socket(int domain, int type, int protocol) throws ErrnoException {
        int fd = c.socket(domain, type | Linux.SOCK_CLOEXEC, protocol);
        if (fd < 0) {
            throw new ErrnoException(
                    runtime.getLastError(), "socket(" + domain + ", " + (type & 0xf) + ", " + protocol + ")");
        }
        return new Descriptor(this, fd);
    }

    /** {@code bind(2)} to the whole of {@code address}. */
    public void bind(Descriptor socket, NativeBuffer address) throws ErrnoException {
        try {
            int result = c.bind(socket.number(), address.address(), address.capacity());
            if (result < 0) {
                throw new ErrnoException(runtime.getLastError(), "bind");
            }
        } finally {
            Reference.reachabilityFence(address);
        }
    }

    /** {@code setsockopt(2)} with an int. */
    public void setOption(Descriptor socket, SocketOption option, int value) throws ErrnoException {
        setOption(socket, option, allocate(Integer.BYTES).putInt(0, value));
    }

    /** {@code setsockopt(2)} with a structure: the whole of {@code value}. */
    public void setOption(Descriptor socket, SocketOption option, NativeBuffer value) throws ErrnoException {
        try {
            int result =
                    c.setsockopt(socket.number(), option.level(), option.number(), value.address(), value.capacity());
            if (result < 0) {
                throw new ErrnoException(runtime.getLastError(), "setsockopt(" + option.name() + ")");
            }
        } finally {
            Reference.reachabilityFence(value);
        }
    }

    /** Runs a {@link PacketFilter} on what comes to the socket from now on. */
    public void attachFilter(Descriptor socket, NativeBuffer program) throws ErrnoException {
        // struct sock_fprog, linux/filter.h: number of instructions, padding, where they lie
        NativeBuffer whole = allocate(2 * Long.BYTES)
                .putShort(0, program.capacity() / Long.BYTES)
                .putLong(Long.BYTES, program.address());
        try {
            setOption(socket, SocketOption.SO_ATTACH_FILTER, whole);
        } finally {
            Reference.reachabilityFence(program);
        }
    }

    /** {@code getsockopt(2)} of an int. */
    public int option(Descriptor socket, SocketOption option) throws ErrnoException {
        NativeBuffer value = allocate(Integer.BYTES);
        NativeBuffer length = allocate(Integer.BYTES).putInt(0, Integer.BYTES);
        try {
            int result =
                    c.getsockopt(socket.number(), option.level(), option.number(), value.address(), length.address());
            if (result < 0) {
                throw new ErrnoException(runtime.getLastError(), "getsockopt(" + option.name() + ")");
            }
            return value.getInt(0);
        } finally {
            Reference.reachabilityFence(length);
        }
    }

    /** Ties data and a peer's address together for {@link #send} or {@link #receive}. */
    public SocketMessage message(NativeBuffer data, NativeBuffer address) {
        return new SocketMessage(this, data, address);
    }

    /**
     * {@code sendmsg(2)} of the first {@code length} bytes of the message's data to its address, with its ancillary
     * data.
     *
     * @return how many bytes went, or {@link #WOULD_BLOCK}
     */
    public int send(Descriptor socket, SocketMessage message, int length) throws ErrnoException {
        try {
            long header = message.forSending(length);
            int errno;
            do {
                long sent = c.sendmsg(socket.number(), header, 0);
                if (sent >= 0) {
                    return (int) sent;
                }
                errno = runtime.getLastError();
            } while (errno == Errno.EINTR);
            if (errno == Errno.EAGAIN) {
                return WOULD_BLOCK;
            }
            throw new ErrnoException(errno, "sendmsg");
        } finally {
            Reference.reachabilityFence(message);
        }
    }

    /**
     * {@code recvmsg(2)} of one datagram into the message's data; the sender goes to its address, what the kernel tells
     * beside it to its ancillary data. A longer datagram is cut, but its full length is returned ({@code MSG_TRUNC}).
     *
     * @return the datagram's length, which may exceed the buffer, or {@link #WOULD_BLOCK}
     */
    public int receive(Descriptor socket, SocketMessage message) throws ErrnoException {
        try {
            int errno;
            do {
                long header = message.forReceiving();
                long received = c.recvmsg(socket.number(), header, Linux.MSG_TRUNC);
                if (received >= 0) {
                    message.received();
                    return (int) received;
                }
                errno = runtime.getLastError();
            } while (errno == Errno.EINTR);
            if (errno == Errno.EAGAIN) {
                return WOULD_BLOCK;
            }
            throw new ErrnoException(errno, "recvmsg");
        } finally {
            Reference.reachabilityFence(message);
        }
    }

    /**
     * {@code ppoll(2)}: waits without the millisecond grain of {@code poll} and of Java's selectors.
     *
     * @param descriptors an array of {@code struct pollfd}
     * @param timeout a {@code struct timespec}
     * @return how many descriptors are ready; 0 after the time-out and after a signal
     */
    int ppoll(NativeBuffer descriptors, int count, NativeBuffer timeout) throws ErrnoException {
        try {
            int ready = c.ppoll(descriptors.address(), count, timeout.address(), 0);
            if (ready < 0) {
                int errno = runtime.getLastError();
                if (errno != Errno.EINTR) {
                    throw new ErrnoException(errno, "ppoll");
                }
                ready = 0;
            }
            return ready;
        } finally {
            Reference.reachabilityFence(descriptors);
            Reference.reachabilityFence(timeout);
        }
    }

    /** {@code eventfd(2)}, non-blocking, at 0. */
    Descriptor eventfd() throws ErrnoException {
        int fd = c.eventfd(0, Linux.EFD_CLOEXEC | Linux.EFD_NONBLOCK);
        if (fd < 0) {
            throw new ErrnoException(runtime.getLastError(), "eventfd");
        }
        return new Descriptor(this, fd);
    }

    /** {@code read(2)} of up to the whole of {@code into}; {@link #WOULD_BLOCK} if there is nothing. */
    int read(Descriptor from, NativeBuffer into) throws ErrnoException {
        try {
            long result = c.read(from.number(), into.address(), into.capacity());
            if (result < 0) {
                return wouldBlockOr("read");
            }
            return (int) result;
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    /** {@code write(2)} of the whole of {@code data}; {@link #WOULD_BLOCK} if there is no room. */
    int write(Descriptor to, NativeBuffer data) throws ErrnoException {
        try {
            long result = c.write(to.number(), data.address(), data.capacity());
            if (result < 0) {
                return wouldBlockOr("write");
            }
            return (int) result;
        } finally {
            Reference.reachabilityFence(data);
        }
    }

    /** No error is reported: Linux frees the descriptor in every case, and there is nothing to flush. */
    void close(int fd) {
        c.close(fd);
    }

    /** {@code clock_gettime(2)}: fills a {@code struct timespec}. */
    void clock(int clock, NativeBuffer timespec) throws ErrnoException {
        try {
            int result = c.clock_gettime(clock, timespec.address());
            if (result < 0) {
                throw new ErrnoException(runtime.getLastError(), "clock_gettime(" + clock + ")");
            }
        } finally {
            Reference.reachabilityFence(timespec);
        }
    }

    /**
     * {@code sched_setscheduler(2)}.
     *
     * @param thread its number as /proc/self/task shows it; 0 for the calling one
     * @param policy {@link Linux#SCHED_FIFO} or {@link Linux#SCHED_OTHER}, with or without {@link
     *     Linux#SCHED_RESET_ON_FORK}
     * @param priority 1 to 99 for {@link Linux#SCHED_FIFO}, 0 for {@link Linux#SCHED_OTHER}
     */
    public void setScheduler(int thread, int policy, int priority) throws ErrnoException {
        NativeBuffer parameters = allocate(Integer.BYTES).putInt(0, priority);
        try {
            int result = c.sched_setscheduler(thread, policy, parameters.address());
            if (result < 0) {
                throw new ErrnoException(
                        runtime.getLastError(), "sched_setscheduler(" + (policy & 0xff) + ", " + priority + ")");
            }
        } finally {
            Reference.reachabilityFence(parameters);
        }
    }

    /** {@code sched_getscheduler(2)} of the calling thread; {@link Linux#SCHED_RESET_ON_FORK} may be set in it. */
    public int scheduler() throws ErrnoException {
        int policy = c.sched_getscheduler(0);
        if (policy < 0) {
            throw new ErrnoException(runtime.getLastError(), "sched_getscheduler");
        }
        return policy;
    }

    /**
     * {@code setpriority(2)} of one thread.
     *
     * @param thread its number as /proc/self/task shows it; 0 for the calling one
     * @param nice -20 to 19
     */
    public void setNice(int thread, int nice) throws ErrnoException {
        int result = c.setpriority(Linux.PRIO_PROCESS, thread, nice);
        if (result < 0) {
            throw new ErrnoException(runtime.getLastError(), "setpriority(" + nice + ")");
        }
    }

    /** {@code setrlimit(2)} for this process; {@link Linux#RLIM_INFINITY} is no limit. */
    public void setLimit(int resource, long soft, long hard) throws ErrnoException {
        NativeBuffer limits = allocate(2 * Long.BYTES).putLong(0, soft).putLong(Long.BYTES, hard);
        try {
            int result = c.setrlimit(resource, limits.address());
            if (result < 0) {
                throw new ErrnoException(runtime.getLastError(), "setrlimit(" + resource + ")");
            }
        } finally {
            Reference.reachabilityFence(limits);
        }
    }

    /** {@code mlockall(2)}. */
    public void lockMemory(int flags) throws ErrnoException {
        int result = c.mlockall(flags);
        if (result < 0) {
            throw new ErrnoException(runtime.getLastError(), "mlockall(" + flags + ")");
        }
    }

    /** {@code prctl(2)} with one number as its argument. */
    public void prctl(int option, long argument) throws ErrnoException {
        int result = c.prctl(option, argument, 0, 0, 0);
        if (result < 0) {
            throw new ErrnoException(runtime.getLastError(), "prctl(" + option + ", " + argument + ")");
        }
    }

    private int wouldBlockOr(String call) throws ErrnoException {
        int errno = runtime.getLastError();
        if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
            return WOULD_BLOCK;
        }
        throw new ErrnoException(errno, call);
    }
}
