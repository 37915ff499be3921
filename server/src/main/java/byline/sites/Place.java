package byline.sites;

import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the sender's network puts a visitor.
///
/// @param country two capital letters
/// @param asn number of the network, 0 to 2³² − 1
public record Place(
        @Nullable String country,
        @Nullable String city,
        @Nullable Long asn) {
    /// What Cloudflare writes for "unknown" and for Tor, where a country would stand.
    private static final Set<String> NO_COUNTRY = Set.of("XX", "T1");

    private static final Pattern COUNTRY = Pattern.compile("(?i)[a-z]{2}|T1");
    private static final Pattern ASN = Pattern.compile("(?i)(AS)?[0-9]{1,10}");
    private static final long MAX_ASN = 0xFFFF_FFFFL;

    static Place of(Fields fields) throws WrongField {
        String country = Fields.upper(fields.matching("country", Bot.MAX_NAME, COUNTRY, "It must be two letters."));
        boolean known = country != null && !NO_COUNTRY.contains(country);
        return new Place(known ? country : null, fields.text("city", Bot.MAX_NAME), asn(fields));
    }

    /// A number, or what it is written as: `13335` or `AS13335`.
    private static @Nullable Long asn(Fields fields) throws WrongField {
        BigDecimal number = fields.isNumber("asn") ? fields.number("asn") : written(fields);
        if (number == null) return null;
        boolean whole = number.signum() == 0 || number.scale() <= 0;
        if (!whole || number.signum() < 0 || number.compareTo(BigDecimal.valueOf(MAX_ASN)) > 0) {
            throw new WrongField("asn", "It is not the number of a network.");
        }
        return number.longValue();
    }

    private static @Nullable BigDecimal written(Fields fields) throws WrongField {
        String text = fields.matching("asn", Bot.MAX_NAME, ASN, "It is not the number of a network.");
        return text == null ? null : new BigDecimal(text.replaceFirst("(?i)AS", ""));
    }
}
