package byline.report;

import byline.report.Naming.Named;
import byline.report.SiteStats.BotCount;
import byline.report.SiteStats.BotVisits;
import byline.store.Events.Row;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Adds up the user agents of a site's bots under the names that the list of today has for them.
final class AgentNames implements Sum {
    private static final int MOST = 10_000;

    private final Naming naming;
    private final Map<Key, Tally> counts = new HashMap<>();

    private record Key(String name, String company) {}

    private record Tally(@Nullable String purpose, Verdicts verdicts) {
        Tally plus(Tally more) {
            return new Tally(purpose == null ? more.purpose : purpose, verdicts.plus(more.verdicts));
        }
    }

    AgentNames(Naming naming) {
        this.naming = naming;
    }

    @Override
    public void add(Row row) {
        Optional<Named> named = Optional.ofNullable(row.text("user_agent")).flatMap(naming::find);
        Key key = named.map(now -> new Key(now.bot(), now.company()))
                .orElseGet(() ->
                        new Key(Objects.requireNonNull(row.text("name")), Objects.requireNonNull(row.text("company"))));
        String purpose = named.map(Named::purpose).orElse(row.text("purpose"));
        counts.merge(key, new Tally(purpose, Verdicts.of(row)), Tally::plus);
    }

    /// Most first, then by name.
    BotVisits visits() {
        Verdicts all = counts.values().stream().map(Tally::verdicts).reduce(Verdicts.NONE, Verdicts::plus);
        return new BotVisits(all, breakdown());
    }

    private List<BotCount> breakdown() {
        return counts.entrySet().stream()
                .map(entry -> new BotCount(
                        entry.getKey().name(),
                        entry.getKey().company(),
                        entry.getValue().purpose(),
                        entry.getValue().verdicts().total(),
                        entry.getValue().verdicts()))
                .sorted(Comparator.comparingLong(BotCount::count)
                        .reversed()
                        .thenComparing(BotCount::botName)
                        .thenComparing(BotCount::botCompany))
                .limit(MOST)
                .toList();
    }
}
