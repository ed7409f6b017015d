package org.vipagent.linux.libc;

/** Messages as the kernel would have filled them. */
public final class Arrivals {
    private Arrivals() {}

    /**
     * A message with data, the sender's address and ancillary data.
     *
     * @param poison stands in the ancillary data's buffer behind what came
     * @param capacity of the data's buffer
     */
    public static SocketMessage of(Libc libc, byte[] data, int capacity, byte[] address, byte[] ancillary, int poison) {
        NativeBuffer buffer = libc.allocate(capacity);
        buffer.put(0, data, Math.min(data.length, capacity));
        NativeBuffer sender = libc.allocate(address.length);
        sender.put(0, address, address.length);
        SocketMessage message = libc.message(buffer, sender);
        NativeBuffer values = message.ancillary().values();
        for (int at = 0; at < values.capacity(); at++) {
            values.putByte(at, poison);
        }
        values.put(0, ancillary, Math.min(ancillary.length, values.capacity()));
        message.ancillary().received(ancillary.length);
        return message;
    }
}
