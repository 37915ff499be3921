package byline.keys;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// 256 bits of a keyed hash, small enough to be a map key by the million.
public record Digest(long a, long b, long c, long d) {
    static Digest of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Digest(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    public static Digest parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    public String hex() {
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(32)
                        .putLong(a)
                        .putLong(b)
                        .putLong(c)
                        .putLong(d)
                        .array());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest(long oa, long ob, long oc, long od)
                && ((a ^ oa) | (b ^ ob) | (c ^ oc) | (d ^ od)) == 0;
    }
}
