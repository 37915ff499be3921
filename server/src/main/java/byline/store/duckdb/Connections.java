package byline.store.duckdb;

import byline.database.NativePool;
import byline.store.Events.Overloaded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.duckdb.DuckDBConnection;

/// A few connections to the file, each used on a thread of its own; callers wait for a free one.
final class Connections implements AutoCloseable {
    private final NativePool threads;
    private final BlockingQueue<Connection> free = new LinkedBlockingQueue<>();

    Connections(String name, int size, DuckDBConnection file) throws SQLException {
        this.threads = new NativePool(name, size);
        for (int index = 0; index < size; index++) {
            free.add(file.duplicate());
        }
    }

    /// Work that waits for a thread.
    int waiting() {
        return threads.waiting();
    }

    /// Runs the work on one of the threads.
    ///
    /// @throws Overloaded when they are ending
    <T> T call(Work<T> work) {
        try {
            return threads.call(() -> {
                Connection connection = free.take();
                try {
                    return work.on(connection);
                } finally {
                    free.add(connection);
                }
            });
        } catch (RejectedExecutionException ending) {
            throw new Overloaded("the event store is closing");
        }
    }

    /// Waits for what runs, then lets go of the file.
    @Override
    public void close() throws SQLException {
        threads.close();
        for (Connection connection : free) {
            connection.close();
        }
    }

    /// What is done with a connection.
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
