package byline.sites;

import java.util.Locale;

/// What a bot reads for; stored and shown as its [#id()].
public enum Purpose {
    TRAINING,
    INFERENCE,
    SEARCH,
    ADVERTISING,
    SEO,
    MONITORING,
    ARCHIVE,
    FEED,
    SOCIAL,
    SECURITY,
    RESEARCH,
    OTHER;

    /// The word in files, answers and reports, such as `training`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
