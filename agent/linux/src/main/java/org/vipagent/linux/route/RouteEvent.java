package org.vipagent.linux.route;

/** What the kernel tells of links and addresses by itself. */
public sealed interface RouteEvent {
    /** A link is new or has changed; this is what it is now. */
    record LinkChanged(Link link) implements RouteEvent {}

    /** A link is gone; this is what it was. */
    record LinkRemoved(Link link) implements RouteEvent {}

    /** An address is new or has changed, its lifetime included; this is what it is now. */
    record AddressChanged(ObservedAddress address) implements RouteEvent {}

    /** An address is gone, removed or expired; this is what it was. */
    record AddressRemoved(ObservedAddress address) implements RouteEvent {}

    /** A default route is new, has changed or is gone. */
    record DefaultRouteChanged() implements RouteEvent {}

    /** A setting of an interface has changed, such as whether it forwards IPv6. */
    record SettingChanged() implements RouteEvent {}

    /**
     * Something was lost: only reading the tables tells how things are.
     *
     * @param reason for the log
     */
    record ResyncNeeded(String reason) implements RouteEvent {}
}
