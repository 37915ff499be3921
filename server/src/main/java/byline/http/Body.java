package byline.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// Reads request bodies within a bound, whatever the sender claims about them.
final class Body {
    static final int SMALL = 64 * 1024;
    private static final int MOST_PASSED_OVER = 16 * 1024 * 1024;
    private static final byte[] EMPTY = {};

    private Body() {}

    static byte[] read(ServerRequest request, int maxBytes, String... mediaTypes) {
        return sent(request, maxBytes, mediaTypes).content();
    }

    static SentBody sent(ServerRequest request, int maxBytes, String... mediaTypes) {
        checkMediaType(request, List.of(mediaTypes));
        String encoding = request.headers()
                .first(HeaderNames.CONTENT_ENCODING)
                .orElse("identity")
                .toLowerCase(Locale.ROOT);
        long length = request.headers().contentLength().orElse(-1);
        if (length > maxBytes) {
            throw tooLarge(request.content().inputStream(), maxBytes);
        }
        if (!request.content().hasEntity()) {
            return new SentBody(EMPTY, EMPTY);
        }
        return switch (encoding) {
            case "identity" -> {
                byte[] plain = bounded(request.content().inputStream(), maxBytes);
                yield new SentBody(plain, plain);
            }
            case "gzip", "x-gzip" -> {
                byte[] packed = bounded(request.content().inputStream(), maxBytes);
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

    private static byte[] bounded(InputStream in, int maxBytes) {
        try {
            byte[] body = in.readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw tooLarge(in, maxBytes);
            }
            return body;
        } catch (IOException broken) {
            throw new Refusal(Code.INVALID_REQUEST, "The body ended before it was complete or is not valid gzip");
        }
    }

    /// A client that is still sending when the connection closes never sees the answer, so a while is read past it.
    private static Refusal tooLarge(InputStream in, int maxBytes) {
        return passes(in) ? tooLarge(maxBytes) : tooLarge(maxBytes).header("Connection", "close");
    }

    private static Refusal tooLarge(int maxBytes) {
        return new Refusal(
                Code.PAYLOAD_TOO_LARGE, "The body is larger than " + maxBytes + " bytes; send less at a time");
    }

    private static boolean passes(InputStream in) {
        try {
            byte[] chunk = new byte[8 * 1024];
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
