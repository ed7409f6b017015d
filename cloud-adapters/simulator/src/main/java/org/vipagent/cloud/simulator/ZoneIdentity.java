package org.vipagent.cloud.simulator;

/** Ids of the things in a zone that no command changes. */
final class ZoneIdentity {
    final String zoneId;
    final String zoneToken;
    final String domainId;
    final String accountId;
    final String userId;
    final String hostId;
    final String templateId;
    final String serviceOfferingId;
    final String guestOsId;
    final String networkOfferingId;
    final String publicNetworkId;
    final String physicalNetworkId;
    final String aclId;

    ZoneIdentity(Ids ids) {
        zoneId = ids.next();
        zoneToken = ids.next();
        domainId = ids.next();
        accountId = ids.next();
        userId = ids.next();
        hostId = ids.next();
        templateId = ids.next();
        serviceOfferingId = ids.next();
        guestOsId = ids.next();
        networkOfferingId = ids.next();
        publicNetworkId = ids.next();
        physicalNetworkId = ids.next();
        aclId = ids.next();
    }
}
