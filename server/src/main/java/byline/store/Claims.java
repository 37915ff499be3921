package byline.store;

import byline.store.Events.Overloaded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One call at a time for each event: the same event in another call waits until it is known what became of the first.
final class Claims {
    private final Map<EventIdentity, Claim> held = new ConcurrentHashMap<>();

    /// Waits until all of these are this call's alone; taken in one order, so that no two calls wait for each other.
    ///
    /// @throws Overloaded when that takes longer than the limit
    Claim hold(List<EventIdentity> identities, Duration limit) {
        List<EventIdentity> ordered = identities.stream().sorted().distinct().toList();
        Claim claim = new Claim(ordered);
        long deadline = System.nanoTime() + limit.toNanos();
        for (EventIdentity identity : ordered) {
            for (Claim other = held.putIfAbsent(identity, claim);
                    other != null;
                    other = held.putIfAbsent(identity, claim)) {
                other.await(claim, deadline);
            }
        }
        return claim;
    }

    /// Events that are one call's alone until it is closed.
    final class Claim implements AutoCloseable {
        private final List<EventIdentity> identities;
        private final CountDownLatch released = new CountDownLatch(1);

        private Claim(List<EventIdentity> identities) {
            this.identities = identities;
        }

        @Override
        public void close() {
            identities.forEach(identity -> held.remove(identity, this));
            released.countDown();
        }

        private void await(Claim waiting, long deadline) {
            boolean free = false;
            try {
                free = released.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            if (!free) {
                waiting.close();
                throw new Overloaded("the same events are being stored by another call");
            }
        }
    }
}
