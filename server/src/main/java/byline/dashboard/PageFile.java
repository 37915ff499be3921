package byline.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// One file as it is sent, also compressed; its tag changes with its bytes.
final class PageFile {
    private static final int HASH_CHARACTERS = 16;

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

    byte[] gzipped() {
        return gzipped;
    }

    /// As it stands in `ETag`, with its quotes.
    String tag() {
        return tag;
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
