package byline.store.duckdb;

import byline.store.EventIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.duckdb.DuckDBDataChunkReader;

/// A piece of the result of `identities_since.sql`; the whole of it would not fit into memory.
final class IdentityChunk {
    private IdentityChunk() {}

    static void forEach(DuckDBDataChunkReader chunk, BiConsumer<EventIdentity, Instant> consumer) {
        for (long row = 0; row < chunk.rowCount(); row++) {
            UUID id = UUID.fromString(chunk.vector(1).getString(row));
            Instant at = Instant.EPOCH.plus(chunk.vector(2).getLong(row), ChronoUnit.MICROS);
            consumer.accept(new EventIdentity(chunk.vector(0).getString(row), id), at);
        }
    }
}
