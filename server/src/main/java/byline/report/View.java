package byline.report;

import byline.keys.OrganisationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whose events a read may see: made of a principal, never of what a request says about itself.
///
/// @param domains the only domains (with their sub-domains) whose events are seen, null for all
record View(
        Side side, OrganisationId organisation, @Nullable Set<String> domains) {
    /// Which side of an event the organisation is on.
    enum Side {
        OWNER("owner"),
        REPORTER("reporter");

        private final String text;

        Side(String text) {
            this.text = text;
        }
    }

    View {
        domains = domains == null ? null : Set.copyOf(domains);
    }

    /// Whether this host or domain lies within what is seen, as far as `domains` goes.
    boolean covers(String host) {
        return domains == null
                || domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    /// Of these verified domains, those that are seen, in alphabetical order.
    List<String> listCovered(Collection<String> verified) {
        return verified.stream().filter(this::covers).sorted().toList();
    }

    /// The named parameters that every report over telemetry begins with.
    Map<String, @Nullable Object> parameters(Period period, Filters filters) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("side", side.text);
        parameters.put("organisation", organisation.value());
        parameters.put("hosts", hosts(filters.domain()));
        parameters.put("since", period.since());
        parameters.put("until", period.until());
        parameters.put("bot", filters.bot());
        parameters.put("purpose", filters.purpose());
        parameters.put("agent_id", filters.agentId());
        parameters.put("event_type", filters.eventType());
        parameters.put("content_url", filters.contentUrl());
        parameters.put("source_role", filters.sourceRole());
        return parameters;
    }

    /// A pattern of the hosts that are seen; a `domain` that is asked for has been found to lie within `domains`.
    private @Nullable String hosts(@Nullable String domain) {
        Set<String> seen = domain != null ? Set.of(domain) : domains;
        return seen == null
                ? null
                : new TreeSet<>(seen)
                        .stream()
                                .map(name -> name.replace(".", "\\."))
                                .collect(Collectors.joining("|", "(?:.*\\.)?(?:", ")"));
    }
}
