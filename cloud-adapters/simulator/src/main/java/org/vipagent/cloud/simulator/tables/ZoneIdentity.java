package org.vipagent.cloud.simulator.tables;

import org.vipagent.cloud.simulator.api.Ids;

/** Ids of the things in a zone that no command changes. */
public final class ZoneIdentity {
    public final String zoneId;
    public final String zoneToken;
    public final String domainId;
    public final String accountId;
    public final String userId;
    public final String hostId;
    public final String templateId;
    public final String serviceOfferingId;
    public final String guestOsId;
    public final String networkOfferingId;
    public final String publicNetworkId;
    public final String physicalNetworkId;
    public final String aclId;

    public ZoneIdentity(Ids ids) {
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
