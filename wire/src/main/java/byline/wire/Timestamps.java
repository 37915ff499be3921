package byline.wire;

import java.time.Instant;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/// Reads RFC 3339 times in place. Digits past nanoseconds are cut off; a leap second is the second after it.
final class Timestamps {
    private static final int DATE_AND_TIME = 19;
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private Timestamps() {}

    /// The instant, or null if the bytes are no RFC 3339 time.
    ///
    /// @param assumeUtc true to read a time without an offset too, as UTC: what some older clients send
    static @Nullable Instant parse(byte[] bytes, int from, int to, boolean assumeUtc) {
        return isDateAndTime(bytes, from, to) ? instant(bytes, from, to, assumeUtc) : null;
    }

    /// True if a time that was understood says its offset.
    static boolean hasOffset(byte[] bytes, int from, int to) {
        return to - from > DATE_AND_TIME
                && ((bytes[to - 1] | 0x20) == 'z' || bytes[to - 6] == '+' || bytes[to - 6] == '-');
    }

    private static boolean isDateAndTime(byte[] bytes, int from, int to) {
        return to - from >= DATE_AND_TIME
                && bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && (bytes[from + 10] | 0x20) == 't'
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
    }

    private static @Nullable Instant instant(byte[] bytes, int from, int to, boolean assumeUtc) {
        int year = digits(bytes, from, 4);
        int month = digits(bytes, from + 5, 2);
        int day = digits(bytes, from + 8, 2);
        int hour = digits(bytes, from + 11, 2);
        int minute = digits(bytes, from + 14, 2);
        int second = digits(bytes, from + 17, 2);
        boolean possible =
                (year | month | day | hour | minute | second) >= 0 && hour < 24 && minute < 60 && second < 61;
        if (!possible || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return null;
        }
        int at = from + DATE_AND_TIME;
        int nanos = 0;
        if (at < to && bytes[at] == '.') {
            int end = afterDigits(bytes, at + 1, to);
            if (end == at + 1) {
                return null;
            }
            nanos = nanos(bytes, at + 1, end);
            at = end;
        }
        int offset = at == to && assumeUtc ? 0 : offsetMinutes(bytes, at, to);
        if (offset == Integer.MIN_VALUE) {
            return null;
        }
        long seconds = epochDay(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second;
        long epochSecond = seconds - offset * 60L;
        return epochSecond < FIRST || epochSecond > LAST ? null : Instant.ofEpochSecond(epochSecond, nanos);
    }

    private static int nanos(byte[] bytes, int from, int to) {
        int nanos = 0;
        for (int digit = 0; digit < 9; digit++) {
            nanos = 10 * nanos + (from + digit < to ? bytes[from + digit] - '0' : 0);
        }
        return nanos;
    }

    private static int afterDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && Ascii.isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    private static int offsetMinutes(byte[] bytes, int at, int to) {
        if (to - at == 1 && (bytes[at] | 0x20) == 'z') {
            return 0;
        }
        if (to - at != 6 || bytes[at + 3] != ':' || (bytes[at] != '+' && bytes[at] != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = digits(bytes, at + 1, 2);
        int minutes = digits(bytes, at + 4, 2);
        if ((hours | minutes) < 0 || hours > 23 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int offset = 60 * hours + minutes;
        return bytes[at] == '-' ? -offset : offset;
    }

    /// The number that so many digits write, or -1.
    private static int digits(byte[] bytes, int from, int count) {
        int number = 0;
        for (int at = from; at < from + count; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> Year.isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// Days since 1970-01-01, counted in years that begin in March so that the leap day comes last.
    private static long epochDay(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468L;
    }
}
