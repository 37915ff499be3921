package byline.http;

/// A body as it came over the wire and as it was meant; the same bytes when it was not compressed.
public final class SentBody {
    private final byte[] sent;
    private final byte[] content;

    SentBody(byte[] sent, byte[] content) {
        this.sent = sent;
        this.content = content;
    }

    /// Bytes of memory it takes.
    long size() {
        return sent == content ? sent.length : (long) sent.length + content.length;
    }

    /// The bytes themselves, not a copy.
    public byte[] sent() {
        return sent;
    }

    /// The bytes after decompression, not a copy.
    public byte[] content() {
        return content;
    }
}
