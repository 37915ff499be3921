package byline.telemetry;

import byline.keys.OrganisationId;
import byline.wire.Delivery;
import byline.wire.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Ids for what came without one, made from what it says, so that sending it again is seen as the repeat it is.
final class DerivedIds {
    private final Map<UUID, Integer> seen = new HashMap<>();
    private final String namespace;

    private DerivedIds(OrganisationId reporter, @Nullable UUID session) {
        this.namespace = reporter.value() + '\n' + session;
    }

    /// The ids of a delivery's events in their order: the sender's own, else derived.
    static List<UUID> of(OrganisationId reporter, Delivery delivery) {
        DerivedIds derived = new DerivedIds(reporter, delivery.envelope().sessionId());
        List<UUID> ids = new ArrayList<>(delivery.events().size());
        for (Event event : delivery.events()) {
            ids.add(event.id() != null ? event.id() : derived.of(event));
        }
        return ids;
    }

    /// The same words twice in one delivery are two events.
    private UUID of(Event event) {
        UUID id = hash(
                namespace,
                event.type(),
                event.timestamp().toString(),
                links(event),
                event.rest().toString());
        int nth = seen.merge(id, 1, Integer::sum);
        return nth == 1 ? id : hash(namespace, id.toString(), String.valueOf(nth));
    }

    /// The id of a session's start or end: there is one of each.
    static UUID of(OrganisationId reporter, UUID session, String moment) {
        return hash(reporter.value(), session.toString(), moment);
    }

    private static String links(Event event) {
        return String.join(
                "\n",
                String.valueOf(event.contentUrl()),
                String.valueOf(event.contentId()),
                String.valueOf(event.turnId()),
                String.valueOf(event.outputId()),
                String.valueOf(event.outputElementId()),
                String.valueOf(event.contentTelemetryId()),
                String.valueOf(event.presentationId()),
                String.valueOf(event.ctxToken()),
                String.valueOf(event.sourceRole()));
    }

    /// The same for the same events, in whatever order.
    static String digest(List<UUID> ids) {
        return HexFormat.of()
                .formatHex(sha256(ids.stream().sorted().map(UUID::toString).toArray(String[]::new)));
    }

    private static UUID hash(String... words) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(words));
        long high = (digest.getLong() & ~0xF000L) | 0x8000L;
        long low = (digest.getLong() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha256(String... words) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String word : words) {
                sha.update(word.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
