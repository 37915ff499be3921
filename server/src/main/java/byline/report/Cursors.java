package byline.report;

import byline.http.Code;
import byline.http.Refusal;
import byline.keys.Digest;
import byline.keys.ServerSecret;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/// Cursors as clients carry them: opaque, and good for nothing but the question they came from.
/// They are made of the last event shown alone, so they say nothing about anybody else's events.
final class Cursors {
    private static final int PLACE_BYTES = Long.BYTES + 2 * Long.BYTES + 2 * Integer.BYTES;
    private static final int SEAL_BYTES = 2 * Long.BYTES;

    private final ServerSecret secret;

    Cursors(ServerSecret secret) {
        this.secret = secret;
    }

    /// Where a page ended.
    ///
    /// @param twins events of this time and id that have been shown
    /// @param shown events on all pages so far
    record Place(Instant timestamp, UUID id, int twins, int shown) {}

    /// @param question what was asked, without the page
    String seal(Place place, String question) {
        byte[] cursor = new byte[PLACE_BYTES + SEAL_BYTES];
        ByteBuffer bytes = ByteBuffer.wrap(cursor);
        bytes.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.timestamp()))
                .putLong(place.id().getMostSignificantBits())
                .putLong(place.id().getLeastSignificantBits())
                .putInt(place.twins())
                .putInt(place.shown());
        Digest seal = seal(cursor, question);
        bytes.putLong(seal.a()).putLong(seal.b());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /// @throws Refusal `INVALID_PARAMETER` for any text that `seal` did not make for this question
    Place open(String text, String question) {
        byte[] cursor = decode(text);
        if (cursor.length != PLACE_BYTES + SEAL_BYTES) {
            throw invalid();
        }
        ByteBuffer bytes = ByteBuffer.wrap(cursor);
        Place place = new Place(
                Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS),
                new UUID(bytes.getLong(), bytes.getLong()),
                bytes.getInt(),
                bytes.getInt());
        Digest seal = seal(cursor, question);
        if (((seal.a() ^ bytes.getLong()) | (seal.b() ^ bytes.getLong())) != 0) {
            throw invalid();
        }
        return place;
    }

    private Digest seal(byte[] cursor, String question) {
        String place = HexFormat.of().formatHex(cursor, 0, PLACE_BYTES);
        return secret.digest("cursor\n" + place + "\n" + question);
    }

    private static byte[] decode(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException malformed) {
            throw invalid();
        }
    }

    private static Refusal invalid() {
        return new Refusal(
                Code.INVALID_PARAMETER,
                "cursor is none of this query's; send next_cursor of the page before with the same parameters");
    }
}
