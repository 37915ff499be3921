package byline.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Percent-encoding, read leniently: what is no code stays as it is.
final class Percent {
    private static final int HEX = 16;

    private Percent() {}

    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int at = 0; at < in.length; at++) {
            if (in[at] == '%'
                    && at + 2 < in.length
                    && Character.digit(in[at + 1], HEX) >= 0
                    && Character.digit(in[at + 2], HEX) >= 0) {
                out[length++] = (byte) (Character.digit(in[at + 1], HEX) * HEX + Character.digit(in[at + 2], HEX));
                at += 2;
            } else {
                out[length++] = in[at];
            }
        }
        return new String(out, 0, length, UTF_8);
    }
}
