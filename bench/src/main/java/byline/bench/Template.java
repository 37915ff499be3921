package byline.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A request of fixed length with holes for ids: filling them in is all a sender does between two requests.
final class Template {
    static final String HOLE = "########-####-4###-8###-############";
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int[] holes;
    private final int bodyStart;
    private final int events;

    Template(String head, String body, int events) {
        String request = head + body;
        this.bytes = request.getBytes(StandardCharsets.UTF_8);
        this.bodyStart = head.length();
        this.events = events;
        List<Integer> found = new ArrayList<>();
        for (int at = request.indexOf(HOLE); at >= 0; at = request.indexOf(HOLE, at + HOLE.length())) {
            found.add(at);
        }
        this.holes = found.stream().mapToInt(Integer::intValue).toArray();
        if (bytes.length != request.length()) {
            throw new IllegalArgumentException("a template is ASCII");
        }
    }

    /// The same request with new ids; the array is reused by the next call.
    byte[] fill(SplittableRandom random) {
        for (int hole : holes) {
            fill(hole, random);
        }
        return bytes;
    }

    private void fill(int hole, SplittableRandom random) {
        long bits = random.nextLong();
        int left = 16;
        for (int i = 0; i < HOLE.length(); i++) {
            if (HOLE.charAt(i) == '#') {
                bytes[hole + i] = HEX[(int) bits & 15];
                bits >>>= 4;
                if (--left == 0) {
                    bits = random.nextLong();
                    left = 16;
                }
            }
        }
    }

    int events() {
        return events;
    }

    Template copy() {
        return new Template(this);
    }

    private Template(Template other) {
        this.bytes = Arrays.copyOf(other.bytes, other.bytes.length);
        this.holes = other.holes;
        this.bodyStart = other.bodyStart;
        this.events = other.events;
    }

    /// What `fill` last made, without its headers.
    String body() {
        return new String(bytes, bodyStart, bytes.length - bodyStart, StandardCharsets.UTF_8);
    }

    int bodyLength() {
        return bytes.length - bodyStart;
    }
}
