package byline.sites;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A program known by a literal in its user agent; one entry of `bots.json` or of the operator's own file.
///
/// @param pattern the literal, matched in any case and only as a word of its own
/// @param name what reports call it; several patterns may share one
/// @param operator the company or project that runs it, its host where no list names one, or `Unknown`
/// @param ai whether an AI system is what reads, whatever its purpose
/// @param verify how a claim to be this bot can be checked
/// @param source the page or list this entry rests on
/// @param added the day it entered that list, so that a report can be made as known then
public record Bot(
        String pattern,
        String name,
        String operator,
        Purpose purpose,
        boolean ai,
        Verification verify,
        String source,
        LocalDate added,
        @Nullable String note) {
    static final int MAX_NAME = 100;

    /// What a program is called that shows itself to be one but is in no list.
    public static final Bot UNNAMED = new Bot(
            "unnamed",
            "Unnamed bot",
            "Unknown",
            Purpose.OTHER,
            false,
            Verification.NONE,
            "isbot",
            LocalDate.EPOCH,
            null);

    public Bot {
        pattern = text("pattern", pattern);
        name = text("name", name);
        operator = text("operator", Objects.requireNonNullElse(operator, "Unknown"));
        purpose = Objects.requireNonNullElse(purpose, Purpose.OTHER);
        verify = Objects.requireNonNullElse(verify, Verification.NONE);
        source = text("source", Objects.requireNonNullElse(source, "operator"));
        added = Objects.requireNonNullElse(added, LocalDate.EPOCH);
    }

    /// How much a match says, from least to most.
    enum Precision {
        /// The page that a sender points to.
        ADDRESS,
        /// What crawlers are built with, such as a library.
        TOOL,
        CRAWLER
    }

    Precision precision() {
        if (!Literals.isWord(pattern.charAt(0))) return Precision.ADDRESS;
        return purpose == Purpose.OTHER && !ai ? Precision.TOOL : Precision.CRAWLER;
    }

    private static String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) throw new IllegalArgumentException(field + " is missing");
        if (value.length() > MAX_NAME && !field.equals("source")) {
            throw new IllegalArgumentException(field + " is longer than " + MAX_NAME + " characters");
        }
        return value;
    }
}
