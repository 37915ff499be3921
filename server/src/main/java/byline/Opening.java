package byline;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// A part that takes long to open and does so beside the others; closing waits for it and closes it.
final class Opening<T> implements AutoCloseable {
    private final FutureTask<T> part;

    private final Consumer<T> close;

    private Opening(Callable<T> open, Consumer<T> close) {
        this.part = new FutureTask<>(open);
        this.close = close;
    }

    static <T> Opening<T> begin(String name, Callable<T> open, Consumer<T> close) {
        Opening<T> opening = new Opening<>(open, close);
        Thread.ofPlatform().name("opening-" + name).daemon().start(opening.part);
        return opening;
    }

    /// The part, once it is open; what kept it from opening is thrown as it was.
    T join() {
        try {
            return part.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while starting");
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case RuntimeException expected -> throw expected;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failure.getCause());
            }
        }
    }

    @Override
    public void close() {
        close.accept(join());
    }
}
