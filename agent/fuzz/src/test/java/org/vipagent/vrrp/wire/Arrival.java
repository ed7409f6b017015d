package org.vipagent.vrrp.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.vipagent.fuzz.Poison;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/**
 * A packet as a fuzzer makes it up.
 *
 * @param ipHeader as it lies before an authentication header; empty where no decoder sees it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Arrival(IpAddress source, IpAddress destination, int ttl, Transport transport, byte[] ipHeader, byte[] payload) {

    /** The same as the decoders take it, in the middle of other bytes. */
    Datagram amid(int poison) {
        byte[] packet = Arrays.copyOf(ipHeader, ipHeader.length + payload.length);
        System.arraycopy(payload, 0, packet, ipHeader.length, payload.length);
        int at = Poison.BEFORE + ipHeader.length;
        return new Datagram(
                source,
                destination,
                ttl,
                transport,
                ipHeader.length,
                Poison.around(packet, poison),
                at,
                payload.length);
    }

    /** RFC 9293 §3.1 and RFC 8200 §8.1, spelled out. */
    byte[] pseudoHeader(ChecksumForm form, int length) {
        if (form == ChecksumForm.MESSAGE_ALONE) {
            return new byte[0];
        }
        IpAddress to = form == ChecksumForm.OLD_UNICAST ? IpAddress.parse("224.0.0.18") : destination;
        byte[] lengthLow = {(byte) (length >> 8), (byte) length};
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(source.toBytes());
        header.writeBytes(to.toBytes());
        if (source.family() == AddressFamily.INET) {
            header.writeBytes(new byte[] {0, 112});
            header.writeBytes(lengthLow);
        } else {
            header.writeBytes(new byte[] {0, 0});
            header.writeBytes(lengthLow);
            header.writeBytes(new byte[] {0, 0, 0, 112});
        }
        return header.toByteArray();
    }
}
