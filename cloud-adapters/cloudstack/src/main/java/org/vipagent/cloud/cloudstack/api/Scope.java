package org.vipagent.cloud.cloudstack.api;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whose resources the lists show. Commands that name a resource by its id need it not: the server finds the owner by the
 * id. Without a scope a list shows what belongs to the key's own account, which holds for a key of an administrator too;
 * {@code listall} would add what is somebody else's, and is never sent.
 *
 * @param parameters {@code projectid}, or {@code account} and {@code domainid}; or nothing
 */
public record Scope(SortedMap<String, String> parameters) {
    /** The account of the key. */
    public static final Scope OWN = new Scope(Map.of());

    // They ask for one resource by its id, or for none; some versions of the server write a warning into their log for
    // each parameter that a command does not know.
    private static final Set<String> WITHOUT_OWNER = Set.of(
            "listApis", "listCapabilities", "listNics", "listLoadBalancerRuleInstances", "listZones", "listAsyncJobs");

    public Scope {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    private Scope(Map<String, String> parameters) {
        this(new TreeMap<>(parameters));
    }

    /** The resources of a project. */
    public static Scope project(String id) {
        return new Scope(Map.of("projectid", id));
    }

    /**
     * The resources of an account of a domain.
     *
     * @param domainId the domain's id, which the server demands beside an account's name
     */
    public static Scope account(String name, String domainId) {
        return new Scope(Map.of("account", name, "domainid", domainId));
    }

    /**
     * The scope that the operator's words name.
     *
     * @throws IllegalArgumentException if they name none; the message is for the operator
     */
    public static Scope of(Optional<String> project, Optional<String> account, Optional<String> domain) {
        if (account.isPresent() != domain.isPresent()) {
            throw new IllegalArgumentException("account and domain need each other");
        }
        if (project.isPresent() && account.isPresent()) {
            throw new IllegalArgumentException("a project has its own account: leave account and domain out");
        }
        return project.map(Scope::project).orElseGet(() -> account.map(name -> account(name, domain.orElseThrow()))
                .orElse(OWN));
    }

    /** The parameters of a call within this scope. */
    public SortedMap<String, String> within(String command, Map<String, String> own) {
        SortedMap<String, String> all = new TreeMap<>(own);
        if (command.startsWith("list") && !WITHOUT_OWNER.contains(command)) {
            all.putAll(parameters);
        }
        return all;
    }
}
