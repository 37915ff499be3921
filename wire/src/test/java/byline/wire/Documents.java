package byline.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/// Short ways to read and write documents in tests.
final class Documents {
    static final Parser PARSER = new Parser(Limits.DEFAULT, EnumSet.allOf(WireVersion.class));
    static final String SESSION_ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    private Documents() {}

    static Delivery read(byte[] body) {
        return PARSER.readDelivery(body, 0, body.length);
    }

    static Delivery read(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    static Delivery readSession(byte[] body) {
        return PARSER.readSession(body, 0, body.length);
    }

    static Delivery readSession(String body) {
        return readSession(body.getBytes(StandardCharsets.UTF_8));
    }

    /// A batch of a session on the 1.0 line.
    static Delivery readOne(String events) {
        return batch("1.0", events);
    }

    /// A batch of a session on the 0.1 line.
    static Delivery readOld(String events) {
        return batch("0.1", events);
    }

    private static Delivery batch(String version, String events) {
        return read("""
                {"schema_version":"%s","session_id":"%s","events":[%s]}""".formatted(version, SESSION_ID, events));
    }

    static byte[] writeSession(Delivery delivery) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DocumentWriter.writeSession(delivery.envelope(), delivery.events(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] write(Delivery delivery) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DocumentWriter.write(delivery.envelope(), delivery.events(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
