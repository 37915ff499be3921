package byline.report;

import byline.store.Events.Row;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What AI did on a site in a period; every breakdown most first, then by name.
///
/// @param intake what came in within the period, whenever it happened
record SiteStats(
        Days period,
        Totals totals,
        List<BotCount> botBreakdown,
        List<SourceCount> referralBreakdown,
        List<ConversionCount> conversionBreakdown,
        SiteIntake intake,
        List<SiteIntake.OfKey> intakeByKey,
        List<SiteIntake.Rejection> rejectedBreakdown) {
    /// The same with other names for its bots.
    SiteStats withBots(List<BotCount> bots) {
        return new SiteStats(
                period, totals, bots, referralBreakdown, conversionBreakdown, intake, intakeByKey, rejectedBreakdown);
    }

    record Days(LocalDate start, LocalDate end) {}

    record Totals(long botVisits, long referrals, long conversions) {}

    /// @param purpose what its operator uses it for, absent when that is not known
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BotCount(
            String botName, String botCompany, @Nullable String purpose, long count) {}

    record SourceCount(String source, long count) {}

    /// @param value sum of the values in `currency`, absent when none came with one
    /// @param attributed those that are tied to a referral
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConversionCount(
            String event,
            long count,
            @Nullable Double value,
            @Nullable String currency,
            List<Attributed> attributed) {
        ConversionCount with(List<Attributed> tied) {
            return new ConversionCount(event, count, value, currency, tied);
        }
    }

    /// Sorts the rows of the report `site_stats` into their breakdowns, each in the order it comes in.
    static final class Breakdowns implements Sum {
        private final List<BotCount> bots = new ArrayList<>();
        private final List<SourceCount> sources = new ArrayList<>();
        private final List<ConversionCount> conversions = new ArrayList<>();

        @Override
        public void add(Row row) {
            String name = Objects.requireNonNull(row.text("name"));
            String detail = row.text("detail");
            long count = row.number("count");
            switch (SiteEventType.of(row)) {
                case BOT -> bots.add(new BotCount(name, Objects.requireNonNull(detail), row.text("purpose"), count));
                case REFERRAL -> sources.add(new SourceCount(name, count));
                case CONVERSION ->
                    conversions.add(new ConversionCount(name, count, row.decimal("value"), detail, List.of()));
            }
        }

        SiteStats stats(SitePeriod period, Attributed.Tally attributed, SiteIntake.Tally intake) {
            return new SiteStats(
                    new Days(period.start(), period.end()),
                    new Totals(
                            bots.stream().mapToLong(BotCount::count).sum(),
                            sources.stream().mapToLong(SourceCount::count).sum(),
                            conversions.stream()
                                    .mapToLong(ConversionCount::count)
                                    .sum()),
                    bots,
                    sources,
                    conversions.stream()
                            .map(row -> row.with(attributed.of(row.event(), row.currency())))
                            .toList(),
                    intake.intake(),
                    intake.byKey(),
                    intake.rejections());
        }
    }
}
