package byline.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The name of the member that is being read, where it stands; one written with escapes is decoded.
final class MemberName {
    private final byte[] bytes;
    private final Text text;
    private int at;
    private int end;
    private byte @Nullable [] decoded;

    MemberName(byte[] bytes, Text text) {
        this.bytes = bytes;
        this.text = text;
    }

    /// @param at its opening quote
    /// @param end its closing quote
    /// @param decoded its characters, if they are written with escapes
    void set(int at, int end, byte @Nullable [] decoded) {
        this.at = at;
        this.end = end;
        this.decoded = decoded;
    }

    /// Where the member begins: the opening quote.
    int at() {
        return at;
    }

    /// The number of the name among these, or -1; to be asked before the value is read.
    int number(Words<?> names) {
        byte[] characters = decoded;
        return characters == null ? text.number(names, end - at - 1) : names.number(characters);
    }

    /// Adds it to the innermost object, in which it has no number, and says whether it is new there.
    boolean addTo(Keys keys) {
        byte[] characters = decoded;
        long hash = characters == null ? Keys.hash(bytes, at + 1, end) : Keys.hash(characters, 0, characters.length);
        return keys.add(hash, at + 1, end);
    }

    String text() {
        byte[] characters = decoded;
        return characters == null
                ? new String(bytes, at + 1, end - at - 1, StandardCharsets.UTF_8)
                : new String(characters, StandardCharsets.UTF_8);
    }
}
