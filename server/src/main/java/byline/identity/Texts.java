package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks what people type: names and host names.
final class Texts {
    private static final int LONGEST_NAME = 100;
    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Texts() {}

    /// A display name: 1 to 100 characters on one line.
    static String name(@Nullable String text, String field) {
        String name = text == null ? "" : text.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(
                    Code.INVALID_PARAMETER, field + " must be 1 to " + LONGEST_NAME + " characters on one line");
        }
        return name;
    }

    /// Letters the older international names turn into others (`ß` into `ss`) and the current ones keep: read either
    /// way the name would belong to someone else, so whoever means them writes the `xn--` form.
    private static final Pattern AMBIGUOUS = Pattern.compile("[\\u00df\\u1e9e\\u03c2\\u200c\\u200d]");

    /// A host name as it is compared: ASCII, lower case, without a final dot.
    static String host(@Nullable String text, String field) {
        String host = text == null ? "" : text.strip();
        try {
            host = IDN.toASCII(
                            host.endsWith(".") ? host.substring(0, host.length() - 1) : host, IDN.USE_STD3_ASCII_RULES)
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAHost) {
            host = "";
        }
        boolean ambiguous = text != null && AMBIGUOUS.matcher(text).find();
        if (ambiguous || !HOST.matcher(host).matches() || isAddress(host)) {
            throw new Refusal(
                    Code.INVALID_PARAMETER,
                    field + " must be a host name such as example.com, without scheme, port or path");
        }
        return host;
    }

    /// An e-mail address in the form it is kept in.
    static String email(@Nullable String text, String field) {
        return Optional.ofNullable(text)
                .flatMap(Users::normalise)
                .orElseThrow(() -> new Refusal(Code.INVALID_PARAMETER, field + " must be an e-mail address"));
    }

    private static boolean isAddress(String host) {
        try {
            return InetAddress.ofLiteral(host) != null;
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
