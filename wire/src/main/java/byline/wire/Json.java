package byline.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One well-formed JSON value as the UTF-8 bytes its sender wrote; equal when the bytes are.
///
/// What [Parser] keeps of a body is not copied before it is asked for: it is immutable if the body is left alone, and
/// as long as it is kept, the body is.
public final class Json {
    /// `{}`
    public static final Json EMPTY_OBJECT = owning(new byte[] {'{', '}'});

    private final byte[] source;
    private final int from;
    private final int to;
    private final boolean cutOut;

    /// @param cutOut true for members out of a longer object: the bytes before and after them stand for the braces
    private Json(byte[] source, int from, int to, boolean cutOut) {
        this.source = source;
        this.from = from;
        this.to = to;
        this.cutOut = cutOut;
    }

    /// Takes a copy of text that the caller knows to be one JSON value; it is not checked again.
    public static Json of(String text) {
        return owning(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Takes a copy of bytes that the caller knows to be one JSON value; they are not checked again.
    public static Json of(byte[] bytes) {
        return owning(bytes.clone());
    }

    static Json of(byte[] source, int from, int to) {
        return owning(Arrays.copyOfRange(source, from, to));
    }

    static Json owning(byte[] bytes) {
        return new Json(bytes, 0, bytes.length, false);
    }

    /// The object of members that stand one after the other in a longer one.
    static Json ofMembers(byte[] source, int from, int to) {
        return new Json(source, from - 1, to + 1, true);
    }

    /// The length in bytes.
    public int length() {
        return to - from;
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        byte[] bytes = new byte[length()];
        copyTo(bytes, 0);
        return bytes;
    }

    /// Writes the bytes without an intermediate copy.
    public void writeTo(OutputStream out) throws IOException {
        if (cutOut) {
            out.write('{');
            writeInside(out);
            out.write('}');
        } else {
            out.write(source, from, length());
        }
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(source, from, target, at, length());
        if (cutOut) {
            target[at] = '{';
            target[at + length() - 1] = '}';
        }
    }

    /// Writes what is between an object's braces.
    void writeInside(OutputStream out) throws IOException {
        out.write(source, from + 1, length() - 2);
    }

    /// True for an object without members.
    public boolean isEmptyObject() {
        return !cutOut && length() == 2 && source[from] == '{';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Json that && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
