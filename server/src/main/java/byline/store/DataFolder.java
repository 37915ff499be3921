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

/// What the store keeps where: `events.duckdb`, the commit log in `log`, the fingerprints in `ids`.
final class DataFolder {
    private DataFolder() {}

    /// Opens all of it. The database comes first: its lock keeps a second process out.
    static Events open(Path folder, Limits limits) {
        try {
            Files.createDirectories(folder);
            Secret secret = Secret.of(folder.resolve("ids"), new SecureRandom());
            return open(folder, limits, identity -> secret.hash(identity.reporter(), identity.id()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// @param hash of which the fingerprints are made
    static Events open(Path folder, Limits limits, ToLongFunction<EventIdentity> hash) throws IOException {
        DuckDbEventStore store = DuckDbEventStore.open(folder, limits);
        try {
            CommitLog log = CommitLog.open(folder.resolve("log"), limits.log(), store.lastLoaded());
            Fingerprints fingerprints = Fingerprints.open(folder.resolve("ids"), Sizes.DEFAULTS);
            return new Events(limits.reads(), store, log, new EventIds(fingerprints, hash, store));
        } catch (IOException | RuntimeException failure) {
            store.close();
            throw failure;
        }
    }
}
