package byline.report;

import byline.report.Coverages.Declared;
import byline.store.Events.Row;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the owner's own servers saw of each agent, beside what the agent reports of itself.
///
/// @param corroboration what may be concluded from it, for whoever reads the figures
/// @param coverage what may be concluded from what is missing
record Reconciliation(
        @Nullable Instant periodStart,
        @Nullable Instant periodEnd,
        List<Agent> agents,
        String corroboration,
        String coverage) {
    static final String NOTE =
            "Fetches that the owner's edge or origin saw corroborate retrievals. Grounding, citation,"
                    + " presentation and engagement are what agents say of themselves.";

    /// Every agent, in the order they come in.
    record Agents(List<Agent> list) implements Sum {
        Agents() {
            this(new ArrayList<>());
        }

        @Override
        public void add(Row row) {
            list.add(Agent.of(row));
        }
    }

    /// @param identity agent id, else platform id, else name of the bot; null where nothing names it
    /// @param selfReportRatio self-reported retrievals for each one seen, null when none was seen
    /// @param declaredCoverage absent when the agent declares none
    /// @param corroboratedRetrievals fetches that both sides reported under one id
    record Agent(
            @Nullable String identity,
            long edgeRetrievals,
            long selfReportedRetrievals,
            @Nullable Double selfReportRatio,
            long corroboratedRetrievals,
            long sessionsReporting,
            long grounded,
            long cited,
            long presented,
            long engaged,
            Attested agentAttested,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Declared> declaredCoverage) {
        Agent with(List<Declared> declared) {
            return new Agent(
                    identity,
                    edgeRetrievals,
                    selfReportedRetrievals,
                    selfReportRatio,
                    corroboratedRetrievals,
                    sessionsReporting,
                    grounded,
                    cited,
                    presented,
                    engaged,
                    agentAttested,
                    declared);
        }

        static Agent of(Row row) {
            long seen = row.number("edge_retrievals");
            long reported = row.number("self_reported_retrievals");
            Attested attested = Attested.of(row);
            return new Agent(
                    row.text("identity"),
                    seen,
                    reported,
                    seen == 0 ? null : (double) reported / seen,
                    row.number("corroborated_retrievals"),
                    row.number("sessions_reporting"),
                    attested.grounded(),
                    attested.cited(),
                    attested.presented(),
                    attested.engaged(),
                    attested,
                    List.of());
        }
    }

    /// What agents alone can know.
    ///
    /// @param displayed the same as `presented`, for clients of the earlier name
    record Attested(long grounded, long cited, long presented, long displayed, long engaged) {
        static Attested of(Row row) {
            long presented = row.number("presented");
            return new Attested(
                    row.number("grounded"), row.number("cited"), presented, presented, row.number("engaged"));
        }
    }
}
