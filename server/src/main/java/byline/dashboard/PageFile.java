package byline.dashboard;

import byline.http.Reply;
import byline.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// One file as it is sent, also compressed; its tag changes with its bytes.
final class PageFile {
    private static final int HASH_CHARACTERS = 16;

    /// The headers of a file whose address has its version in it.
    static final Map<String, String> FOR_EVER = Map.of(
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "public, max-age=31536000, immutable");

    private final String mediaType;
    private final byte[] plain;
    private final byte[] gzipped;
    private final String tag;

    PageFile(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.plain = bytes;
        this.gzipped = gzip(bytes);
        this.tag = "\"" + hash(bytes) + "\"";
    }

    String mediaType() {
        return mediaType;
    }

    byte[] plain() {
        return plain;
    }

    /// The file, or 304 to who has it already; compressed for those who take that.
    Reply answer(Request request, Map<String, String> headers) {
        boolean unchanged = request.header("If-None-Match").filter(tag::equals).isPresent();
        boolean gzip =
                request.header("Accept-Encoding").filter(PageFile::isGzip).isPresent();
        Reply reply = unchanged
                ? Reply.bytes(304, mediaType, new byte[0])
                : Reply.bytes(200, mediaType, gzip ? gzipped : plain);
        if (gzip && !unchanged) {
            reply.header("Content-Encoding", "gzip");
        }
        headers.forEach(reply::header);
        return reply.header("ETag", tag).header("Vary", "Accept-Encoding");
    }

    /// Whether the `Accept-Encoding` of a request allows gzip.
    static boolean isGzip(String acceptEncoding) {
        return Arrays.stream(acceptEncoding.split(",", -1))
                .map(String::strip)
                .anyMatch(coding -> coding.matches("(?i)gzip(\\s*;\\s*q=(1|0\\.\\d*[1-9]\\d*).*)?"));
    }

    static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
