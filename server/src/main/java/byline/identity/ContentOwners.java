package byline.identity;

import byline.keys.OrganisationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who owns which host, in memory: the exact verified domain, else the nearest verified parent.
public final class ContentOwners {
    private final Map<String, OrganisationId> owners = new ConcurrentHashMap<>();
    private final Map<String, OrganisationId> prefixes = new ConcurrentHashMap<>();
    private volatile int longestPrefix;
    private final Map<OrganisationId, Set<String>> owned = new ConcurrentHashMap<>();

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    /// A domain or a prefix of content ids has another owner than before, or none.
    ///
    /// @param organisation who gained or lost it
    public record Change(Kind kind, String subject, OrganisationId organisation) {
        /// What can be owned.
        public enum Kind {
            DOMAIN,
            PREFIX
        }
    }

    /// Tells of every change from now on, while it is made; a listener must not wait.
    public void onChange(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /// The verified prefixes of content ids.
    public Set<String> prefixes() {
        return Set.copyOf(prefixes.keySet());
    }

    /// @param domain the verified domain that decided
    public record Ownership(OrganisationId owner, String domain) {}

    /// The owner of content on this host.
    ///
    /// @param host lower-case ASCII without port
    public Optional<Ownership> find(String host) {
        String domain = host;
        while (true) {
            OrganisationId owner = owners.get(domain);
            if (owner != null) {
                return Optional.of(new Ownership(owner, domain));
            }
            int dot = domain.indexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            domain = domain.substring(dot + 1);
        }
    }

    /// The owner of content with this id: whose verified prefix begins it, the longest such one.
    public Optional<OrganisationId> findByContentId(String contentId) {
        for (int length = Math.min(contentId.length(), longestPrefix); length > 0; length--) {
            OrganisationId owner = prefixes.get(contentId.substring(0, length));
            if (owner != null) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }

    void putPrefix(String prefix, OrganisationId owner) {
        longestPrefix = Math.max(longestPrefix, prefix.length());
        if (!owner.equals(prefixes.put(prefix, owner))) {
            tell(Change.Kind.PREFIX, prefix, owner);
        }
    }

    void removePrefix(String prefix, OrganisationId owner) {
        if (prefixes.remove(prefix, owner)) {
            tell(Change.Kind.PREFIX, prefix, owner);
        }
    }

    /// The verified domains of an organisation.
    public Set<String> domains(OrganisationId organisation) {
        return owned.getOrDefault(organisation, Set.of());
    }

    void put(String domain, OrganisationId owner) {
        OrganisationId before = owners.put(domain, owner);
        owned.merge(owner, Set.of(domain), ContentOwners::union);
        if (!owner.equals(before)) {
            tell(Change.Kind.DOMAIN, domain, owner);
        }
    }

    void remove(String domain, OrganisationId owner) {
        boolean removed = owners.remove(domain, owner);
        owned.computeIfPresent(owner, (id, domains) -> without(domains, domain));
        if (removed) {
            tell(Change.Kind.DOMAIN, domain, owner);
        }
    }

    private void tell(Change.Kind kind, String subject, OrganisationId organisation) {
        Change change = new Change(kind, subject, organisation);
        listeners.forEach(listener -> listener.accept(change));
    }

    void forget(OrganisationId owner) {
        owners.values().removeIf(owner::equals);
        prefixes.values().removeIf(owner::equals);
        owned.remove(owner);
    }

    private static Set<String> union(Set<String> domains, Set<String> more) {
        return Stream.concat(domains.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Set<String> without(Set<String> domains, String gone) {
        Set<String> left =
                domains.stream().filter(domain -> !domain.equals(gone)).collect(Collectors.toUnmodifiableSet());
        return left.isEmpty() ? null : left;
    }
}
