package byline.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is kept of one object of the input: stretches of it as they were sent, and members put in their place.
final class Members {
    private static final int[] NONE = {};
    private int[] spans = NONE;
    private int kept;
    private int bytes;
    private @Nullable List<byte[]> added;

    void clear() {
        kept = 0;
        bytes = 0;
        added = null;
    }

    /// Keeps a member, from its key's quote to the end of its value.
    void keep(int from, int to) {
        if (isNext(from)) {
            bytes += to - spans[2 * kept - 1];
            spans[2 * kept - 1] = to;
            return;
        }
        if (2 * kept == spans.length) {
            spans = Arrays.copyOf(spans, Math.max(4, 4 * kept));
        }
        spans[2 * kept] = from;
        spans[2 * kept + 1] = to;
        kept++;
        bytes += to - from;
    }

    /// True if there is only a comma between the last member kept and this: they are one stretch.
    private boolean isNext(int from) {
        return kept > 0 && from - spans[2 * kept - 1] == 1;
    }

    /// Puts a member in.
    void add(String name, Json value) {
        byte[] key = ('"' + name + "\":").getBytes(StandardCharsets.UTF_8);
        byte[] member = Arrays.copyOf(key, key.length + value.length());
        value.copyTo(member, key.length);
        if (added == null) {
            added = new ArrayList<>(2);
        }
        added.add(member);
        bytes += member.length;
    }

    /// The object, in one array of exactly its size.
    Json json(byte[] source) {
        if (kept == 0 && added == null) {
            return Json.EMPTY_OBJECT;
        }
        if (kept == 1 && added == null) {
            return Json.ofMembers(source, spans[0], spans[1]);
        }
        int count = kept + (added == null ? 0 : added.size());
        byte[] object = new byte[2 + bytes + Math.max(0, count - 1)];
        object[0] = '{';
        int at = 1;
        for (int span = 0; span < kept; span++) {
            at = separate(object, at);
            int from = spans[2 * span];
            int length = spans[2 * span + 1] - from;
            System.arraycopy(source, from, object, at, length);
            at += length;
        }
        if (added != null) {
            for (byte[] member : added) {
                at = separate(object, at);
                System.arraycopy(member, 0, object, at, member.length);
                at += member.length;
            }
        }
        object[at] = '}';
        return Json.owning(object);
    }

    private static int separate(byte[] object, int at) {
        if (at == 1) {
            return at;
        }
        object[at] = ',';
        return at + 1;
    }
}
