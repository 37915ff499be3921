package byline.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// Reads request bodies within a bound, whatever the sender claims about them.
final class Body {
    static final int SMALL = 64 * 1024;
    private static final int CHUNK = 8 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_PASSED_OVER = 16 * 1024 * 1024;
    private static final byte[] EMPTY = {};

    private Body() {}

    /// Bytes that reading it may take, by what its headers say.
    static long mayTake(ServerRequest request, int maxBytes) {
        long sent = Math.min(request.headers().contentLength().orElse(maxBytes), maxBytes);
        return request.headers().contains(HeaderNames.CONTENT_ENCODING) ? sent + maxBytes : sent;
    }

    static SentBody sent(ServerRequest request, int maxBytes, String... mediaTypes) {
        checkMediaType(request, List.of(mediaTypes));
        String encoding = request.headers()
                .first(HeaderNames.CONTENT_ENCODING)
                .orElse("identity")
                .toLowerCase(Locale.ROOT);
        long length = request.headers().contentLength().orElse(Math.min(CHUNK, maxBytes));
        if (length > maxBytes) {
            throw tooLarge(request.content().inputStream(), maxBytes);
        }
        int expected = (int) length;
        if (!request.content().hasEntity()) {
            return new SentBody(EMPTY, EMPTY);
        }
        return switch (encoding) {
            case "identity" -> {
                byte[] plain = bounded(request.content().inputStream(), expected, maxBytes);
                yield new SentBody(plain, plain);
            }
            case "gzip", "x-gzip" -> {
                byte[] packed = bounded(request.content().inputStream(), expected, maxBytes);
                yield new SentBody(packed, gunzip(packed, maxBytes));
            }
            default -> throw new Refusal(Code.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding must be gzip or absent");
        };
    }

    private static void checkMediaType(ServerRequest request, List<String> accepted) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.isEmpty() && !accepted.contains(essence)) {
            throw new Refusal(
                    Code.UNSUPPORTED_MEDIA_TYPE, "Send the body as Content-Type: " + String.join(" or ", accepted));
        }
    }

    private static byte[] gunzip(byte[] compressed, int maxBytes) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] body = in.readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw tooLarge(maxBytes);
            }
            return body;
        } catch (IOException broken) {
            throw new Refusal(Code.INVALID_REQUEST, "The body says Content-Encoding: gzip and is not valid gzip");
        }
    }

    /// @param expected bytes that are announced, or a guess
    private static byte[] bounded(InputStream in, int expected, int maxBytes) {
        try {
            byte[] body = new byte[expected + 1];
            int filled = 0;
            long begun = System.nanoTime();
            for (int read = 0; read >= 0; read = in.read(body, filled, body.length - filled)) {
                filled += read;
                if (filled > maxBytes) {
                    throw tooLarge(in, maxBytes);
                }
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new Refusal(
                            Code.INVALID_REQUEST, "The body did not arrive within " + PATIENCE.toSeconds() + " s");
                }
                if (filled == body.length) {
                    body = Arrays.copyOf(body, Math.min(2 * filled, maxBytes) + 1);
                }
            }
            return Arrays.copyOf(body, filled);
        } catch (IOException broken) {
            throw new Refusal(Code.INVALID_REQUEST, "The body ended before it was complete or is not valid gzip");
        }
    }

    private static Refusal tooLarge(InputStream in, int maxBytes) {
        return unread(in, tooLarge(maxBytes));
    }

    /// A client that is still sending when the connection closes never sees the answer, so a while is read past it.
    static Refusal unread(InputStream in, Refusal refusal) {
        return passes(in) ? refusal : refusal.header("Connection", "close");
    }

    private static Refusal tooLarge(int maxBytes) {
        return new Refusal(
                Code.PAYLOAD_TOO_LARGE, "The body is larger than " + maxBytes + " bytes; send less at a time");
    }

    private static boolean passes(InputStream in) {
        try {
            byte[] chunk = new byte[CHUNK];
            int left = MOST_PASSED_OVER;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                left -= read;
                if (left < 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
