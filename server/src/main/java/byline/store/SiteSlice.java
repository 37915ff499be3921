package byline.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which of a site's events are meant: those within a time range that have all of what is not null. An empty text means
/// those that have none of it.
///
/// @param type as it is stored
/// @param reason why they are in quarantine
/// @param origin host of the page that sent them
/// @param host of the page they are about
/// @param path a whole path, or the start of one before a `*` at the end
public record SiteSlice(
        String site,
        Instant since,
        Instant until,
        @Nullable String type,
        @Nullable String reason,
        @Nullable String origin,
        @Nullable String host,
        @Nullable String bot,
        @Nullable String source,
        @Nullable String path) {}
