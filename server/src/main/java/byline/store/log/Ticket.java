package byline.store.log;

import byline.store.Events.Overloaded;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// What waits for the writer's thread, and hears from it what became of it.
final class Ticket {
    /// What is asked of the writer: to keep lines, to end its file, or to end.
    enum Wish {
        WRITE,
        SEAL,
        STOP
    }

    private static final Lines NO_LINES = new Lines(ByteBuffer.allocate(0), 0);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Wish wish;
    private final Lines lines;
    private volatile @Nullable Exception failure;

    private Ticket(Wish wish, Lines lines) {
        this.wish = wish;
        this.lines = lines;
    }

    static Ticket write(Lines lines) {
        return new Ticket(Wish.WRITE, lines);
    }

    static Ticket seal() {
        return new Ticket(Wish.SEAL, NO_LINES);
    }

    static Ticket stop() {
        return new Ticket(Wish.STOP, NO_LINES);
    }

    Wish wish() {
        return wish;
    }

    Lines lines() {
        return lines;
    }

    /// Tells whoever waits.
    ///
    /// @param cause why the wish was not met, null when it was
    void answer(@Nullable Exception cause) {
        failure = cause;
        done.countDown();
    }

    /// Waits for the writer, through interruptions: whoever handed over lines must learn what became of them.
    ///
    /// @throws Overloaded when the wish was not met
    void await() {
        boolean interrupted = Thread.interrupted();
        while (done.getCount() > 0) {
            try {
                done.await();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Exception cause = failure;
        if (cause != null) {
            throw new Overloaded("the commit log takes nothing until it is opened again: " + cause.getMessage());
        }
    }
}
