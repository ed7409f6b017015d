package org.vipagent.cloud.simulator.tables;

import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.api.Owner;

/**
 * A tag of something in the zone. A resource has each key at most once.
 *
 * @param resourceType as the API names it, such as {@code UserVm}
 */
public record TagRow(Owner owner, String resourceType, String resourceId, String key, String value) implements Owned {}
