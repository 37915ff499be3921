package byline.report;

import byline.report.AgentTally.Name;
import byline.report.AgentTally.SourceTally;
import byline.report.Summary.AgentCount;
import byline.report.Summary.SourceCount;
import byline.report.Summary.StatusCount;
import byline.report.Summary.TypeCount;
import byline.store.Events.Row;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adds up the rows of the report `summary` as they come; agents past a bound are in the totals only.
final class SummaryTally implements Sum {
    static final int MAX_AGENTS = 500;

    private final Counter<String> types = new Counter<>();
    private final Counter<Long> statuses = new Counter<>();
    private final SourceTally sources = new SourceTally();
    private final Map<Name, AgentTally> agents = new LinkedHashMap<>();
    private long sessions;

    @Override
    public void add(Row row) {
        long count = row.number("count");
        String figure = String.valueOf(row.text("figure"));
        switch (figure) {
            case "events" -> addEvents(row, count);
            case "sessions" -> sessions += count;
            case "source" -> sources.addSessions(row.text("source_role"), count);
            case "agent" -> agent(row).addSessions(count);
            case "agent_source" -> agent(row).addSessions(row.text("source_role"), count);
            default -> throw new IllegalArgumentException(figure);
        }
    }

    private void addEvents(Row row, long count) {
        types.add(row.text("type"), count);
        sources.addEvents(row.text("source_role"), count);
        if (row.text("status") != null) {
            statuses.add(row.number("status"), count);
        }
        Name name = Name.of(row);
        if (agents.size() < MAX_AGENTS || agents.containsKey(name)) {
            agents.computeIfAbsent(name, AgentTally::new).addEvents(row.text("type"), row.text("source_role"), count);
        }
    }

    /// The agent of a row that counts sessions; one past the bound is counted for nobody.
    private AgentTally agent(Row row) {
        Name name = Name.of(row);
        AgentTally known = agents.get(name);
        return known == null ? new AgentTally(name) : known;
    }

    long events() {
        return types.total();
    }

    long sessions() {
        return sessions;
    }

    List<TypeCount> byType() {
        return types.list(TypeCount::new);
    }

    List<SourceCount> bySource() {
        return sources.list();
    }

    List<StatusCount> byStatus() {
        return statuses.list((status, count) -> new StatusCount(Math.toIntExact(status), count));
    }

    List<AgentCount> byAgent(Coverages coverages) {
        return agents.values().stream()
                .map(agent -> agent.count(coverages))
                .sorted(Comparator.comparingLong(AgentCount::eventCount)
                        .reversed()
                        .thenComparing(agent -> String.join(
                                "\n",
                                String.valueOf(agent.platformId()),
                                String.valueOf(agent.agentId()),
                                String.valueOf(agent.botName()),
                                String.valueOf(agent.purpose()))))
                .toList();
    }
}
