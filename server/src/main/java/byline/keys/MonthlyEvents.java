package byline.keys;

import byline.database.IdentityDatabase;
import byline.http.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// How many events each organisation has brought in this month, and how many its plan had no room for. Counted in
/// memory, so that none slips by between the check and the count, and written in the background; a crash loses a few
/// seconds of counts.
public final class MonthlyEvents implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);

    /// @param stored new ones; a repeat costs nothing
    /// @param refused beyond the plan
    public record Count(long stored, long refused) {}

    private record Key(OrganisationId organisation, YearMonth month) {}

    private static final class Tally {
        private final AtomicLong stored = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private volatile Count written = new Count(0, 0);

        private Count count() {
            return new Count(stored.get(), refused.get());
        }
    }

    private final Map<Key, Tally> tallies = new ConcurrentHashMap<>();
    private final IdentityDatabase database;
    private final Plans plans;
    private final Clock clock;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("monthly-events").factory());

    MonthlyEvents(IdentityDatabase database, Plans plans, Clock clock) {
        this.database = database;
        this.plans = plans;
        this.clock = clock;
        load();
        var unused =
                writer.scheduleWithFixedDelay(this::write, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Room that was taken for events; what turns out to need none is given back.
    public static final class Room {
        private final Tally tally;
        private final long taken;

        private Room(Tally tally, long taken) {
            this.tally = tally;
            this.taken = taken;
        }

        /// Keeps room for what was stored alone.
        public void settle(long stored) {
            tally.stored.addAndGet(stored - taken);
        }
    }

    /// Takes room for so many events of an organisation this month: for all of them or for none.
    ///
    /// @throws Refusal 403 `PLAN_REQUIRED` when the plan has too little left
    public Room take(OrganisationId organisation, long events) {
        Plan plan = plans.of(organisation);
        Integer most = plan.eventsPerMonth();
        Tally tally = tally(organisation);
        long after = tally.stored.addAndGet(events);
        if (events > 0 && most != null && after > most) {
            tally.stored.addAndGet(-events);
            tally.refused.addAndGet(events);
            throw Plans.refusal(plan, most + " events a month and " + (after - events) + " are used")
                    .with("events_per_month", most)
                    .with("events_used", after - events);
        }
        return new Room(tally, events);
    }

    /// This month so far.
    public Count count(OrganisationId organisation) {
        return tally(organisation).count();
    }

    private Tally tally(OrganisationId organisation) {
        Key key = new Key(organisation, month());
        Tally known = tallies.get(key);
        return known != null ? known : tallies.computeIfAbsent(key, absent -> new Tally());
    }

    private YearMonth month() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private void load() {
        YearMonth month = month();
        database.read(handle -> handle.createQuery("SELECT * FROM monthly_events WHERE month = :month")
                        .bind("month", month.toString())
                        .map((row, context) -> Map.entry(
                                new OrganisationId(row.getString("organization_id")),
                                new Count(row.getLong("stored"), row.getLong("refused"))))
                        .list())
                .forEach(entry -> {
                    Tally tally = tally(entry.getKey());
                    tally.stored.set(entry.getValue().stored());
                    tally.refused.set(entry.getValue().refused());
                    tally.written = entry.getValue();
                });
    }

    /// Writes down what has changed, and drops from memory what is of a month gone by.
    void write() {
        List<Map.Entry<Key, Tally>> changed = new ArrayList<>(tallies.entrySet());
        changed.removeIf(entry -> entry.getValue().count().equals(entry.getValue().written));
        if (!changed.isEmpty()) {
            database.run(handle -> changed.forEach(entry -> {
                Count count = entry.getValue().count();
                handle.createUpdate("INSERT INTO monthly_events (organization_id, month, stored, refused)"
                                + " VALUES (:organisation, :month, :stored, :refused)"
                                + " ON CONFLICT (organization_id, month)"
                                + " DO UPDATE SET stored = excluded.stored, refused = excluded.refused")
                        .bind("organisation", entry.getKey().organisation().value())
                        .bind("month", entry.getKey().month().toString())
                        .bind("stored", count.stored())
                        .bind("refused", count.refused())
                        .execute();
                entry.getValue().written = count;
            }));
        }
        YearMonth last = month().minusMonths(1);
        tallies.keySet().removeIf(key -> key.month().isBefore(last));
    }

    @Override
    public void close() {
        writer.close();
        write();
    }
}
