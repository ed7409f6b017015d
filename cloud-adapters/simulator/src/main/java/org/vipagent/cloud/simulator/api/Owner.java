package org.vipagent.cloud.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/**
 * Whose something is: an account's, a project's, or everybody's.
 *
 * @param members of a project, the names of the accounts that may use it; else empty
 */
public record Owner(Kind kind, String id, String name, String domain, Set<String> members) {
    /** What the provider gives to all accounts. */
    public static final Owner EVERYBODY = new Owner(Kind.EVERYBODY, "", "", "ROOT", Set.of());

    /** Kinds of owners. */
    public enum Kind {
        ACCOUNT,
        PROJECT,
        EVERYBODY
    }

    public Owner {
        members = Set.copyOf(members);
    }

    public static Owner account(String name, String domain) {
        return new Owner(Kind.ACCOUNT, idOf("account", domain + "/" + name), name, domain, Set.of());
    }

    /** A project; an empty id is made from its name. */
    public static Owner project(String id, String name, String domain, Set<String> members) {
        return new Owner(Kind.PROJECT, id.isEmpty() ? idOf("project", name) : id, name, domain, members);
    }

    private static String idOf(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + " " + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public String domainId() {
        return idOf("domain", domain);
    }

    /** Whether an account may use what belongs to this owner. */
    public boolean lets(Owner account) {
        return switch (kind) {
            case EVERYBODY -> true;
            case ACCOUNT -> equals(account);
            case PROJECT -> members.contains(account.name());
        };
    }

    /** Adds the members that name an owner. */
    public void putInto(ObjectNode node) {
        if (kind == Kind.PROJECT) {
            node.put("projectid", id).put("project", name);
        } else if (kind == Kind.ACCOUNT) {
            node.put("account", name);
        }
        node.put("domainid", domainId());
        node.put("domain", domain);
    }
}
