package byline.store.log;

import java.nio.ByteBuffer;

/// The lines of one append, each ended by a newline; they are kept whole or not at all.
///
/// @param bytes UTF-8, read from its position to its limit
/// @param count of lines
public record Lines(ByteBuffer bytes, int count) {
    int length() {
        return bytes.remaining();
    }
}
