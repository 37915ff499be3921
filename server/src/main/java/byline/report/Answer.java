package byline.report;

import byline.http.Json;
import byline.http.Reply;
import byline.http.Request;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// Answers with figures, or with 304 to a client that has the same ones; the tag depends on the body alone.
final class Answer {
    private static final byte[] NOTHING = {};
    private static final int TAG_BYTES = 15;

    private Answer() {}

    static Reply of(Request request, Object body) {
        byte[] json = Json.write(body);
        String tag = '"' + tag(json) + '"';
        boolean known = request.headers("If-None-Match").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> value.strip().replaceFirst("^W/", ""))
                .anyMatch(value -> value.equals(tag) || value.equals("*"));
        Reply reply = Reply.bytes(known ? 304 : 200, "application/json", known ? NOTHING : json);
        return reply.header("ETag", tag).header("Cache-Control", "private, no-cache");
    }

    private static String tag(byte[] json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
