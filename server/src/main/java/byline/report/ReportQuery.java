package byline.report;

import byline.http.Request;
import byline.keys.OrganisationId;
import org.jspecify.annotations.Nullable;

/// What a read of telemetry asks for, parsed and checked before anything is looked up.
///
/// @param delegatedFrom the content owner whose telemetry is asked for, null for the caller's own
record ReportQuery(
        Period period,
        Filters filters,
        Slice slice,
        Granularity granularity,
        @Nullable OrganisationId delegatedFrom) {

    /// @throws byline.http.Refusal `INVALID_DATE_RANGE` or `INVALID_PARAMETER`, naming the parameter
    static ReportQuery of(Request request) {
        return new ReportQuery(
                Period.of(request),
                Filters.of(request),
                Slice.of(request),
                Granularity.of(request),
                Parameter.of(request, "delegated_from")
                        .value()
                        .map(OrganisationId::new)
                        .orElse(null));
    }
}
