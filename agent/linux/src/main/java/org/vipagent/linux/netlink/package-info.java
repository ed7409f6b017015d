/**
 * The message layer of netlink: headers, attributes, sequence numbers, acknowledgements, dumps in many parts, the
 * kernel's own words for an error. Knows no family; the kernel behind it is a {@link
 * org.vipagent.linux.netlink.NetlinkTransport}, which tests replace with a function.
 */
package org.vipagent.linux.netlink;
