/**
 * VRRP adverts as bytes: what is on the wire, and why a packet is not believed.
 *
 * <p>Knows nothing of routers or their states. Version 2 (RFC 3768, with the password and the authentication header of
 * RFC 2338 that keepalived still speaks) and version 3 (RFC 5798, RFC 9568), over IPv4 and IPv6, both with keepalived's
 * HMAC trailer. {@link org.vipagent.vrrp.wire.AdvertCodec} knows messages, {@link
 * org.vipagent.vrrp.wire.AdvertExchange} the whole payload and what has to be remembered from packet to packet.
 */
package org.vipagent.vrrp.wire;
