package byline.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One well-formed JSON value as the UTF-8 bytes its sender wrote; immutable, equal when the bytes are.
public final class Json {
    /// `{}`
    public static final Json EMPTY_OBJECT = new Json(new byte[] {'{', '}'});

    private final byte[] bytes;

    private Json(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes a copy of text that the caller knows to be one JSON value; it is not checked again.
    public static Json of(String text) {
        return new Json(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Takes a copy of bytes that the caller knows to be one JSON value; they are not checked again.
    public static Json of(byte[] bytes) {
        return new Json(bytes.clone());
    }

    static Json of(byte[] source, int from, int to) {
        return new Json(Arrays.copyOfRange(source, from, to));
    }

    static Json owning(byte[] bytes) {
        return new Json(bytes);
    }

    /// The length in bytes.
    public int length() {
        return bytes.length;
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Writes the bytes without an intermediate copy.
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    /// Writes what is between an object's braces.
    void writeInside(OutputStream out) throws IOException {
        out.write(bytes, 1, bytes.length - 2);
    }

    /// True for an object without members.
    public boolean isEmptyObject() {
        return bytes.length == 2 && bytes[0] == '{';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Json that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
