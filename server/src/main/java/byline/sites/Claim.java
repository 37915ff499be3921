package byline.sites;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a sender says a visitor is; the server classifies the user agent itself and keeps this beside it.
///
/// @param bot its name, such as `GPTBot`
/// @param company its operator
/// @param source id of the AI surface that a referral came from
public record Claim(
        @Nullable String userAgent,
        @Nullable String bot,
        @Nullable String company,
        @Nullable String source) {
    private static final Pattern SOURCE_ID = Pattern.compile("[a-z0-9][a-z0-9-]*");

    static Claim of(Fields fields) throws WrongField {
        return new Claim(
                fields.text("ua", Bots.MAX_USER_AGENT),
                fields.text("bot", Bot.MAX_NAME),
                fields.text("company", Bot.MAX_NAME),
                fields.matching("s", Bot.MAX_NAME, SOURCE_ID, "It must be the id of a source, such as chatgpt."));
    }
}
