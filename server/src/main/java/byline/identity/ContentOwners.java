package byline.identity;

import byline.keys.OrganisationId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who owns which host, in memory: the exact verified domain, else the nearest verified parent.
public final class ContentOwners {
    private final Map<String, OrganisationId> owners = new ConcurrentHashMap<>();
    private final Map<String, OrganisationId> prefixes = new ConcurrentHashMap<>();
    private volatile int longestPrefix;
    private final Map<OrganisationId, Set<String>> owned = new ConcurrentHashMap<>();

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
        prefixes.put(prefix, owner);
    }

    void removePrefix(String prefix, OrganisationId owner) {
        prefixes.remove(prefix, owner);
    }

    /// The verified domains of an organisation.
    public Set<String> domains(OrganisationId organisation) {
        return owned.getOrDefault(organisation, Set.of());
    }

    void put(String domain, OrganisationId owner) {
        owners.put(domain, owner);
        owned.merge(owner, Set.of(domain), ContentOwners::union);
    }

    void remove(String domain, OrganisationId owner) {
        owners.remove(domain, owner);
        owned.computeIfPresent(owner, (id, domains) -> without(domains, domain));
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
