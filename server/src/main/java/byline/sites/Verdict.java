package byline.sites;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a visit was of the bot it names, and what says so.
///
/// @param evidence such as `range <document>`, `dns <name>`, `signature <host> <thumbprint>`; never an address
record Verdict(Kind kind, @Nullable String evidence) {
    static final Verdict UNKNOWN = new Verdict(Kind.UNKNOWN, null);
    static final Verdict DOUBTED = new Verdict(
            Kind.UNKNOWN, "address not believed: send a live API key of the site's organisation with the hit");
    static final Verdict NOT_VERIFIABLE = new Verdict(Kind.NOT_VERIFIABLE, null);

    /// The four there are.
    enum Kind {
        VERIFIED,
        /// It claims a name, and the check contradicts it.
        FAILED,
        /// Its operator, if it has one, offers no way to check.
        NOT_VERIFIABLE,
        /// There was nothing to check, or no answer.
        UNKNOWN
    }

    static Verdict verified(String evidence) {
        return new Verdict(Kind.VERIFIED, evidence);
    }

    static Verdict failed(String evidence) {
        return new Verdict(Kind.FAILED, evidence);
    }

    boolean isKnown() {
        return kind != Kind.UNKNOWN;
    }

    String text() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
