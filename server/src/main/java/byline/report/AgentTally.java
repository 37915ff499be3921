package byline.report;

import byline.report.Summary.AgentCount;
import byline.report.Summary.SourceCount;
import byline.report.Summary.TypeCount;
import byline.store.Events.Row;
import org.jspecify.annotations.Nullable;

/// What one agent did.
final class AgentTally {
    private final Name name;
    private final Counter<String> types = new Counter<>();
    private final SourceTally sources = new SourceTally();
    private long sessions;

    /// Who it is, as reported and as classified.
    record Name(
            @Nullable String platformId,
            @Nullable String agentId,
            @Nullable String botName,
            @Nullable String purpose) {
        /// Agent id, else platform id, else name of the bot.
        String identity() {
            return String.valueOf(agentId != null ? agentId : platformId != null ? platformId : botName);
        }

        static Name of(Row row) {
            return new Name(row.text("platform_id"), row.text("agent_id"), row.text("bot_name"), row.text("purpose"));
        }
    }

    AgentTally(Name name) {
        this.name = name;
    }

    void addEvents(@Nullable String type, @Nullable String source, long count) {
        types.add(type, count);
        sources.addEvents(source, count);
    }

    void addSessions(@Nullable String source, long count) {
        sources.addSessions(source, count);
    }

    void addSessions(long count) {
        sessions += count;
    }

    AgentCount count(Coverages coverages) {
        return new AgentCount(
                name.platformId(),
                name.agentId(),
                name.botName(),
                name.purpose(),
                name.purpose(),
                types.total(),
                sessions,
                sources.list(),
                types.list(TypeCount::new),
                coverages.of(name));
    }

    /// Events and sessions by the role of who observed them.
    static final class SourceTally {
        private final Counter<String> events = new Counter<>();
        private final Counter<String> sessions = new Counter<>();

        void addEvents(@Nullable String source, long count) {
            events.add(source, count);
        }

        void addSessions(@Nullable String source, long count) {
            sessions.add(source, count);
        }

        java.util.List<SourceCount> list() {
            return events.list((source, count) -> new SourceCount(source, count, sessions.count(source)));
        }
    }
}
