package byline.sites;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something a visitor did that the publisher counts, such as a sign-up.
///
/// @param value at most 10¹² either way, with at most 6 decimals; negative for what is given back
/// @param currency three capital letters
public record Conversion(
        String event, @Nullable BigDecimal value, @Nullable String currency) {
    private static final BigDecimal MAX_VALUE = new BigDecimal("1000000000000");
    private static final int MAX_DECIMALS = 6;
    private static final Pattern CURRENCY = Pattern.compile("(?i)[a-z]{3}");

    static Conversion of(Fields fields) throws WrongField {
        String currency = fields.matching("c", Bot.MAX_NAME, CURRENCY, "It must be the three letters of a currency.");
        return new Conversion(fields.required("e", Bot.MAX_NAME), value(fields), Fields.upper(currency));
    }

    private static @Nullable BigDecimal value(Fields fields) throws WrongField {
        BigDecimal value = fields.number("v");
        if (value == null || value.signum() == 0) return value == null ? null : BigDecimal.ZERO;
        if (value.abs().compareTo(MAX_VALUE) > 0) throw new WrongField("v", "It is larger than 10^12.");
        // Size first: only then is writing it out safe.
        if (value.scale() > MAX_DECIMALS) throw new WrongField("v", "It has more than " + MAX_DECIMALS + " decimals.");
        return value;
    }
}
