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
/// @param verdicts of all visits of bots
/// @param intake what came in within the period, whenever it happened
record SiteStats(
        Days period,
        Totals totals,
        Verdicts verdicts,
        List<BotCount> botBreakdown,
        List<SourceCount> referralBreakdown,
        List<ConversionCount> conversionBreakdown,
        SiteIntake intake,
        List<SiteIntake.OfKey> intakeByKey,
        List<SiteIntake.Rejection> rejectedBreakdown) {
    record Days(LocalDate start, LocalDate end) {}

    record Totals(long botVisits, long referrals, long conversions) {}

    /// @param purpose what its operator uses it for, absent when that is not known
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BotCount(
            String botName, String botCompany, @Nullable String purpose, long count, Verdicts verdicts) {}

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

    /// Visits of bots, all of them by verdict, and the most frequent by name.
    record BotVisits(Verdicts verdicts, List<BotCount> breakdown) {}

    /// Takes up the rows of the report `site_bots`, in the order they come in.
    static final class BotRows implements Sum {
        private final List<BotCount> bots = new ArrayList<>();
        private Verdicts all = Verdicts.NONE;

        @Override
        public void add(Row row) {
            String name = row.text("name");
            if (name == null) {
                all = Verdicts.of(row);
            } else {
                bots.add(new BotCount(
                        name,
                        Objects.requireNonNull(row.text("company")),
                        row.text("purpose"),
                        row.number("count"),
                        Verdicts.of(row)));
            }
        }

        BotVisits visits() {
            return new BotVisits(all, bots);
        }
    }

    /// Sorts the rows of the report `site_stats` into their breakdowns, each in the order it comes in.
    static final class Breakdowns implements Sum {
        private final Counter<SiteEventType> totals = new Counter<>();
        private final List<SourceCount> sources = new ArrayList<>();
        private final List<ConversionCount> conversions = new ArrayList<>();

        @Override
        public void add(Row row) {
            SiteEventType type = SiteEventType.of(row);
            String name = row.text("name");
            long count = row.number("count");
            if (name == null) {
                totals.add(type, count);
            } else if (type == SiteEventType.REFERRAL) {
                sources.add(new SourceCount(name, count));
            } else {
                conversions.add(new ConversionCount(name, count, row.decimal("value"), row.text("detail"), List.of()));
            }
        }

        SiteStats stats(SitePeriod period, BotVisits bots, Attributed.Tally attributed, SiteIntake.Tally intake) {
            return new SiteStats(
                    new Days(period.start(), period.end()),
                    new Totals(
                            bots.verdicts().total(),
                            totals.count(SiteEventType.REFERRAL),
                            totals.count(SiteEventType.CONVERSION)),
                    bots.verdicts(),
                    bots.breakdown(),
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
