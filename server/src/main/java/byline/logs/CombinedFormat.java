package byline.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import byline.sites.LoggedRequest.Observer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// `ADDRESS - USER [TIME] "REQUEST" STATUS BYTES "REFERRER" "USER AGENT"`: Apache's and nginx's combined format, with
/// or without the host in front, and with whatever stands after it.
final class CombinedFormat implements LogFormat {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int TIME_LENGTH = "10/Oct/2026:13:55:36 +0000".length();
    private static final int HEX = 16;

    @Override
    public Observer observer() {
        return Observer.ORIGIN;
    }

    @Override
    public @Nullable LogLine read(byte[] line, int start, int end) throws Malformed {
        if (start == end) {
            return null;
        }
        int bracket = find(line, start, end, (byte) '[');
        int closing = bracket + 1 + TIME_LENGTH;
        if (closing + 3 >= end || line[closing] != ']' || line[closing + 2] != '"') {
            throw new Malformed("no [time] followed by a \"request\"");
        }
        int request = closing + 3;
        int requestEnd = quoted(line, request, end);
        int referrer = find(line, requestEnd + 1, end, (byte) '"') + 1;
        int status = status(line, requestEnd + 2, referrer);
        int referrerEnd = quoted(line, referrer, end);
        int agent = find(line, referrerEnd + 1, end, (byte) '"') + 1;
        int agentEnd = quoted(line, agent, end);
        int method = index(line, request, requestEnd, ' ');
        int target = lastIndex(line, request, requestEnd, ' ');
        if (method < 0 || target <= method + 1) {
            return null;
        }
        return new LogLine(
                new String(line, bracket + 1, TIME_LENGTH, UTF_8),
                host(line, start, bracket),
                text(line, request, method),
                text(line, method + 1, target),
                status,
                given(line, referrer, referrerEnd),
                given(line, agent, agentEnd));
    }

    @Override
    public Instant instant(String time) throws Malformed {
        try {
            int month = MONTHS.indexOf(time.substring(3, 6)) / 3 + 1;
            return LocalDateTime.of(
                            number(time, 7, 11),
                            month,
                            number(time, 0, 2),
                            number(time, 12, 14),
                            number(time, 15, 17),
                            Math.min(59, number(time, 18, 20)))
                    .toInstant(ZoneOffset.of(time.substring(21)));
        } catch (DateTimeException | NumberFormatException impossible) {
            throw new Malformed("no time such as 10/Oct/2026:13:55:36 +0000");
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /// In front of the address, when the second word is not the `-` that stands after it.
    private static @Nullable String host(byte[] line, int start, int bracket) {
        int space = index(line, start, bracket, ' ');
        if (space < 0 || space + 2 >= bracket || (line[space + 1] == '-' && line[space + 2] == ' ')) {
            return null;
        }
        int words = 0;
        for (int at = start; at < bracket; at++) {
            words += line[at] == ' ' ? 1 : 0;
        }
        return words < 4 ? null : new String(line, start, space - start, UTF_8);
    }

    private static int status(byte[] line, int from, int to) throws Malformed {
        int status = 0;
        for (int at = from; at < to && line[at] != ' '; at++) {
            if (line[at] < '0' || line[at] > '9' || status > 99) {
                throw new Malformed("no status after the request");
            }
            status = status * 10 + line[at] - '0';
        }
        return status;
    }

    private static int find(byte[] line, int from, int end, byte wanted) throws Malformed {
        int at = index(line, from, end, (char) wanted);
        if (at < 0) {
            throw new Malformed(
                    wanted == '['
                            ? "no [time]"
                            : "no referrer and user agent in quotes; the log must be a combined one");
        }
        return at;
    }

    private static int index(byte[] line, int from, int end, char wanted) {
        for (int at = from; at < end; at++) {
            if (line[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    private static int lastIndex(byte[] line, int from, int end, char wanted) {
        for (int at = end - 1; at >= from; at--) {
            if (line[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /// The closing quote; one after a backslash closes nothing.
    private static int quoted(byte[] line, int from, int end) throws Malformed {
        for (int at = from; at < end; at++) {
            if (line[at] == '"') {
                return at;
            }
            if (line[at] == '\\') {
                at++;
            }
        }
        throw new Malformed("it ends within quotes");
    }

    /// Null for the `-` of an absent header.
    private static @Nullable String given(byte[] line, int from, int to) {
        return to == from || (to == from + 1 && line[from] == '-') ? null : text(line, from, to);
    }

    private static String text(byte[] line, int from, int to) {
        return index(line, from, to, '\\') < 0 ? new String(line, from, to - from, UTF_8) : unescaped(line, from, to);
    }

    private static String unescaped(byte[] line, int from, int to) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            if (line[at] != '\\' || at + 1 == to) {
                plain[length++] = line[at];
            } else if (line[at + 1] == 'x' && at + 3 < to && isHex(line[at + 2]) && isHex(line[at + 3])) {
                plain[length++] =
                        (byte) (Character.digit(line[at + 2], HEX) * HEX + Character.digit(line[at + 3], HEX));
                at += 3;
            } else {
                plain[length++] = line[++at];
            }
        }
        return new String(plain, 0, length, UTF_8);
    }

    private static boolean isHex(byte digit) {
        return Character.digit(digit, HEX) >= 0;
    }
}
