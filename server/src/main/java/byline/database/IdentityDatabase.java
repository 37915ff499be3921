package byline.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The identity database: one writer whose transactions are on disk when they return, readers beside it.
public final class IdentityDatabase implements AutoCloseable {
    private static final int READERS = 2;

    private final NativePool reads = new NativePool("identity-read", READERS);
    private final NativePool writes = new NativePool("identity-write", 1);
    private final Jdbi jdbi;
    private final ThreadLocal<Handle> handle;
    private final java.util.Queue<Handle> open = new java.util.concurrent.ConcurrentLinkedQueue<>();

    private IdentityDatabase(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.handle = ThreadLocal.withInitial(this::connect);
    }

    /// Opens or makes the file and brings its tables up to date.
    public static IdentityDatabase open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(5_000);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        Schema.bringForward(source);
        return new IdentityDatabase(Jdbi.create(source));
    }

    /// Queries and changes that wait for their turn.
    public int waiting() {
        return reads.waiting() + writes.waiting();
    }

    /// Runs a query outside any transaction.
    public <T> T read(Function<Handle, T> query) {
        return reads.call(() -> query.apply(handle.get()));
    }

    /// Runs a change in one transaction, durable when this returns; an exception rolls it back.
    public <T> T write(Function<Handle, T> change) {
        return writes.call(() -> handle.get().inTransaction(change::apply));
    }

    /// Like `write`, for a change that answers nothing.
    public void run(Consumer<Handle> change) {
        write(connection -> {
            change.accept(connection);
            return Boolean.TRUE;
        });
    }

    /// Whether a change failed because a row with the same unique value exists.
    public static boolean isDuplicate(RuntimeException failure) {
        return failure.getCause() instanceof SQLException cause
                && String.valueOf(cause.getMessage()).contains("UNIQUE constraint failed");
    }

    @Override
    public void close() {
        writes.close();
        reads.close();
        open.forEach(Handle::close);
    }

    private Handle connect() {
        Handle connection = jdbi.open();
        open.add(connection);
        return connection;
    }
}
