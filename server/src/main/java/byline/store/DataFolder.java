package byline.store;

import byline.store.duckdb.DuckDbEventStore;
import byline.store.ids.Fingerprints;
import byline.store.ids.Secret;
import byline.store.ids.Sizes;
import byline.store.log.CommitLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.ToLongFunction;

/// What the store keeps where: `events.duckdb`, the commit log in `log`, the fingerprints of events in `ids` and of
/// sessions in `sessions`.
final class DataFolder {
    private DataFolder() {}

    static Events open(Path folder, Limits limits) {
        return open(folder, limits, Sizes.DEFAULTS);
    }

    static Events open(Path folder, Limits limits, Sizes sizes) {
        try {
            Files.createDirectories(folder);
            Secret secret = Secret.of(folder.resolve("ids"), new SecureRandom());
            return open(folder, limits, sizes, identity -> secret.hash(identity.reporter(), identity.id()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Opens all of it, the database first, because its lock keeps a second process out.
    ///
    /// @param hash of which the fingerprints are made
    static Events open(Path folder, Limits limits, Sizes sizes, ToLongFunction<EventIdentity> hash) throws IOException {
        DuckDbEventStore store = DuckDbEventStore.open(folder, limits);
        return closingOnFailure(store, () -> {
            CommitLog log = CommitLog.open(folder.resolve("log"), limits.log(), store.lastLoaded());
            return closingOnFailure(log, () -> {
                Fingerprints fingerprints = Fingerprints.open(folder.resolve("ids"), sizes);
                EventIds ids = new EventIds(fingerprints, hash, store, new FilingDays(limits.repeatDays()));
                return closingOnFailure(ids, () -> {
                    KnownSessions sessions = sessions(folder.resolve("sessions"), sizes, store);
                    return closingOnFailure(sessions, () -> new Events(limits.reads(), store, log, ids, sessions));
                });
            });
        });
    }

    private static KnownSessions sessions(Path folder, Sizes sizes, DuckDbEventStore store) throws IOException {
        Secret secret = Secret.of(folder, new SecureRandom());
        return new KnownSessions(Fingerprints.open(folder, sizes), secret, store);
    }

    private static Events closingOnFailure(AutoCloseable opened, Opening next) throws IOException {
        try {
            return next.open();
        } catch (IOException | RuntimeException failure) {
            try {
                opened.close();
            } catch (Exception second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /// What is opened next.
    private interface Opening {
        Events open() throws IOException;
    }
}
