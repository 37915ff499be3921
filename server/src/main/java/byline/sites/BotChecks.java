package byline.sites;

import byline.store.Events;
import byline.store.StoredEvent;
import byline.store.StoredEvent.Content;
import byline.store.StoredEvent.Entry;
import byline.store.StoredEvent.Links;
import byline.store.StoredEvent.Stamp;
import byline.store.StoredEvent.Visit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Puts a verdict on each visit of a bot: at once where memory is enough, else by a fact of its own that follows the
/// event, when someone else's server has answered. What waits is in memory alone and bounded, since it holds addresses;
/// what does not get its turn stays unknown.
public final class BotChecks implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BotChecks.class.getName());
    private static final int MOST_WAITING = 10_000;
    private static final int AT_ONCE = 8;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Bots bots;
    private final Identification identification;
    private final Events events;
    private final Clock clock;
    private final BlockingQueue<Open> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /// A stored event whose visitor is still to be looked at.
    private record Open(StoredEvent event, Verification ways, Visitor visitor) {}

    public BotChecks(Bots bots, Identification identification, Events events, Clock clock) {
        this.bots = bots;
        this.identification = identification;
        this.events = events;
        this.clock = clock;
    }

    /// Begins to look.
    public BotChecks start() {
        for (int i = 0; i < AT_ONCE; i++) {
            workers.execute(this::work);
        }
        return this;
    }

    /// The event of a bot's visit with what can be said of it at once; any other as it is.
    StoredEvent judged(StoredEvent event, Visitor visitor) {
        if (event.actor().verified() == null) {
            return event;
        }
        Verdict verdict = ways(event)
                .map(ways -> identification.now(ways, seen(event, visitor)))
                .orElse(Verdict.NOT_VERIFIABLE);
        return event.withVerdict(verdict.text(), verdict.evidence());
    }

    /// Looks later at the visitor of an event that has been stored without a verdict.
    void follow(StoredEvent event, Visitor visitor) {
        if (!"unknown".equals(event.actor().verified())) {
            return;
        }
        Visitor seen = seen(event, visitor);
        ways(event)
                .filter(ways -> identification.isWorthLooking(ways, seen))
                .filter(ways -> !waiting.offer(new Open(event, ways, seen)))
                .ifPresent(full -> LOG.log(System.Logger.Level.DEBUG, "verdict=unknown reason=full"));
    }

    /// A hit that waited to be sent has a signature of another time.
    private static Visitor seen(StoredEvent event, Visitor visitor) {
        boolean fresh = event.timestamp().isAfter(event.stamp().receivedAt().minus(FRESH));
        return fresh ? visitor : visitor.unsigned();
    }

    private Optional<Verification> ways(StoredEvent event) {
        return Optional.ofNullable(event.actor().userAgent())
                .flatMap(bots::find)
                .map(Bot::verify)
                .filter(Verification::isPossible);
    }

    private void work() {
        try {
            while (true) {
                look(waiting.take());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Open open) {
        try {
            Verdict verdict = identification.look(open.ways(), open.visitor());
            if (verdict.isKnown()) {
                events.append(List.of(fact(open.event(), verdict)));
            }
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "verdict=unknown", failure);
        }
    }

    private StoredEvent fact(StoredEvent event, Verdict verdict) {
        return new StoredEvent(
                        UUID.randomUUID(),
                        "byline.verdict",
                        clock.instant(),
                        new Stamp(clock.instant(), event.stamp().reporter(), null, null, null, null),
                        Content.NONE,
                        Links.NONE,
                        StoredEvent.Actor.NONE,
                        Visit.NONE,
                        "{\"event_id\":\"" + event.id() + "\"}",
                        Entry.NONE)
                .withVerdict(verdict.text(), verdict.evidence());
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
