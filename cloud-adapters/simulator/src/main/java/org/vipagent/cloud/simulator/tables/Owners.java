package org.vipagent.cloud.simulator.tables;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.api.Command;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Scope;

/** The accounts and projects of a zone, and on whose behalf a call is made. */
public final class Owners {
    private static final String ALL_PROJECTS = "-1";

    private final Owner first;
    private final Map<String, Owner> byName = new LinkedHashMap<>();
    private final Map<String, Owner> byKey = new LinkedHashMap<>();

    Owners(ZoneLayout layout) {
        for (ZoneLayout.Account account : layout.accounts()) {
            Owner owner = Owner.account(account.name(), account.domain());
            add(account.name(), owner);
            byKey.put(account.apiKey(), owner);
        }
        first = byName.values().iterator().next();
        for (ZoneLayout.Project project : layout.projects()) {
            Set<String> members = new HashSet<>(project.members());
            if (!byName.keySet().containsAll(members)) {
                throw new IllegalArgumentException("project " + project.name() + " has members who are no accounts");
            }
            add(project.name(), Owner.project(project.id(), project.name(), first.domain(), members));
        }
    }

    private void add(String name, Owner owner) {
        if (byName.put(name, owner) != null) {
            throw new IllegalArgumentException("two accounts or projects are called " + name);
        }
    }

    /** An account or project by its name in the layout; {@code otherwise} for the empty name. */
    Owner named(String name, Owner otherwise) {
        if (name.isEmpty()) {
            return otherwise;
        }
        Owner owner = byName.get(name);
        if (owner == null) {
            throw new IllegalArgumentException("no account or project " + name);
        }
        return owner;
    }

    /** The account that the zone was made for. */
    public Owner first() {
        return first;
    }

    /** Whose key it is; the first account's if it is nobody's, since who gets here has passed the signature check. */
    public Owner caller(Map<String, String> parameters) {
        return byKey.getOrDefault(parameters.getOrDefault("apikey", ""), first);
    }

    /** The projects that an account is a member of. */
    public List<Owner> projectsOf(Owner account) {
        return byName.values().stream()
                .filter(owner -> owner.kind() == Owner.Kind.PROJECT)
                .filter(owner -> owner.lets(account))
                .toList();
    }

    /**
     * Reads {@code projectid}, {@code account} and {@code domainid}.
     *
     * @param parameters with names in lower case
     */
    public Scope scope(Command command, Map<String, String> parameters) {
        Owner caller = caller(parameters);
        String project = parameters.get("projectid");
        String account = parameters.get("account");
        if (project != null && account != null) {
            throw Refusal.parameter("Account and projectId can't be specified together");
        }
        if (project != null) {
            return project.equals(ALL_PROJECTS)
                    ? new Scope(caller, caller, true)
                    : new Scope(caller, project(command, project, caller), false);
        }
        if (account != null) {
            refuseOthers(account, parameters.getOrDefault("domainid", caller.domainId()), caller);
        }
        return new Scope(caller, caller, false);
    }

    private Owner project(Command command, String id, Owner caller) {
        for (Owner owner : byName.values()) {
            if (owner.kind() == Owner.Kind.PROJECT && owner.id().equals(id)) {
                if (!owner.lets(caller)) {
                    throw Refusal.foreign(caller);
                }
                return owner;
            }
        }
        throw Refusal.unknown(command, "projectid", id);
    }

    /** A plain user may name itself only. */
    private void refuseOthers(String account, String domainId, Owner caller) {
        for (Owner owner : byName.values()) {
            boolean meant = owner.kind() == Owner.Kind.ACCOUNT
                    && owner.name().equals(account)
                    && owner.domainId().equals(domainId);
            if (meant && owner.equals(caller)) {
                return;
            }
            if (meant) {
                throw Refusal.foreign(caller);
            }
        }
        throw Refusal.parameter("could not find account " + account + " in domain " + domainId);
    }
}
