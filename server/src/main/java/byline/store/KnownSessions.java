package byline.store;

import byline.store.ids.Fingerprint;
import byline.store.ids.Fingerprints;
import byline.store.ids.Secret;
import byline.store.log.CommitLog;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Tells a session that has never begun or ended here from one that may have, without asking the engine: most sessions
/// are new when they are first heard of, and a look into the engine costs more than storing a hundred events.
final class KnownSessions implements AutoCloseable {
    /// Sessions are looked for whenever they were, so they all stand under one day.
    private static final int ANY_DAY = 0;

    private final Fingerprints fingerprints;
    private final Secret secret;
    private final EventStore store;

    KnownSessions(Fingerprints fingerprints, Secret secret, EventStore store) {
        this.fingerprints = fingerprints;
        this.secret = secret;
        this.store = store;
    }

    /// Takes note of the sessions in the engine that are missing here. From now on every one comes by [#add] before it
    /// is written to the log.
    void follow(CommitLog log) {
        store.forEachSessionFrom(
                fingerprints.covered(), (reporter, id) -> fingerprints.add(List.of(fingerprint(reporter, id))));
        fingerprints.follow(log::nextSegment);
    }

    /// False for a session of which the engine can't know anything; true may be wrong.
    boolean mayHave(String reporter, UUID sessionId) {
        return !fingerprints.find(List.of(fingerprint(reporter, sessionId))).isEmpty();
    }

    /// Takes note of the sessions that begin or end with events which are about to be written.
    void add(List<StoredEvent> events) {
        List<Fingerprint> sessions = events.stream()
                .filter(event ->
                        SessionMoments.isOne(event.type()) && event.links().sessionId() != null)
                .map(event -> fingerprint(
                        event.stamp().reporter(),
                        Objects.requireNonNull(event.links().sessionId())))
                .toList();
        if (!sessions.isEmpty()) {
            fingerprints.add(sessions);
        }
    }

    @Override
    public void close() {
        fingerprints.close();
    }

    private Fingerprint fingerprint(String reporter, UUID sessionId) {
        return new Fingerprint(ANY_DAY, secret.hash(reporter, sessionId));
    }
}
