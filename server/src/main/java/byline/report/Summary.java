package byline.report;

import byline.keys.OrganisationId;
import byline.report.Coverages.Declared;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Figures of a content owner's telemetry in a period; every list most first, then by name.
///
/// @param publisherId the same as `organizationId`, for clients of the earlier name
/// @param domains the verified domains this reader sees
/// @param totalSessions sessions with at least one of the events, each counted once
/// @param periodStart what was asked for as `since`, null when that was open
record Summary(
        OrganisationId organizationId,
        OrganisationId publisherId,
        String publisherName,
        List<String> domains,
        long totalEvents,
        long totalSessions,
        List<TypeCount> eventsByType,
        List<SourceCount> eventsBySource,
        List<StatusCount> eventsByStatus,
        List<AgentCount> agents,
        @Nullable Instant periodStart,
        @Nullable Instant periodEnd) {

    record TypeCount(@Nullable String eventType, long count) {}

    /// @param sourceRole null for events that have none, since only a retrieval must
    record SourceCount(@Nullable String sourceRole, long count, long sessions) {}

    /// @param status of HTTP, as the observer answered; events without one are not listed
    record StatusCount(int status, long count) {}

    /// @param botCategory the same as `purpose`, for clients of the earlier name
    /// @param declaredCoverage absent when the agent declares none
    record AgentCount(
            @Nullable String platformId,
            @Nullable String agentId,
            @Nullable String botName,
            @Nullable String purpose,
            @Nullable String botCategory,
            long eventCount,
            long sessionCount,
            List<SourceCount> bySource,
            List<TypeCount> byEventType,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Declared> declaredCoverage) {}
}
