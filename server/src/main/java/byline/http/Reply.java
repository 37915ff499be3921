package byline.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a handler answers: a status, headers and a body.
public final class Reply {
    private static final byte[] EMPTY = {};

    /// Writes a body of any size in constant memory.
    @FunctionalInterface
    public interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    record Header(String name, String value) {}

    private final int status;
    private final byte[] body;
    private final @Nullable Stream stream;
    private final List<Header> headers = new ArrayList<>(2);

    private Reply(int status, byte[] body, @Nullable Stream stream) {
        this.status = status;
        this.body = body;
        this.stream = stream;
    }

    public static Reply json(int status, Object value) {
        return bytes(status, "application/json", Json.write(value));
    }

    public static Reply ok(Object value) {
        return json(200, value);
    }

    public static Reply created(Object value) {
        return json(201, value);
    }

    public static Reply noContent() {
        return new Reply(204, EMPTY, null);
    }

    public static Reply bytes(int status, String contentType, byte[] body) {
        return new Reply(status, body, null).header("Content-Type", contentType);
    }

    /// A body written while it is made; nothing of it is kept. What fails midway breaks the connection off, so that
    /// nobody takes a part for the whole.
    public static Reply streaming(String contentType, Stream stream) {
        return new Reply(200, EMPTY, stream).header("Content-Type", contentType);
    }

    public Reply header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    public int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    @Nullable
    Stream stream() {
        return stream;
    }

    List<Header> headers() {
        return headers;
    }
}
