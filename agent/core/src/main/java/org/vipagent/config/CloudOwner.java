package org.vipagent.config;

import java.util.Optional;

/**
 * Whose resources are meant in the cloud, where it is not the key's own account.
 *
 * @param project a project's id; then neither account nor domain
 * @param account an account's name, together with its domain
 * @param domain the domain's id
 */
public record CloudOwner(Optional<String> project, Optional<String> account, Optional<String> domain) {
    /** The account of the key. */
    public static CloudOwner ofTheKey() {
        return new CloudOwner(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
