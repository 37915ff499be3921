package byline.store;

import java.util.Comparator;
import java.util.UUID;

/// What makes an event the same event: who sent it, and the id they gave it.
public record EventIdentity(String reporter, UUID id) implements Comparable<EventIdentity> {
    private static final Comparator<EventIdentity> ORDER =
            Comparator.comparing(EventIdentity::id).thenComparing(EventIdentity::reporter);

    static EventIdentity of(StoredEvent event) {
        return new EventIdentity(event.stamp().reporter(), event.id());
    }

    @Override
    public int compareTo(EventIdentity other) {
        return ORDER.compare(this, other);
    }
}
