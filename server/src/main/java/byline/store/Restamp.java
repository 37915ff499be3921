package byline.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job that gives events to an organisation which came to own their content after they came in.
///
/// @param kind `domain` or `prefix`
/// @param subject the domain or the prefix of content ids
/// @param days on which such events came in
/// @param daysDone how many of these days are done
/// @param changed events that have been given so far
/// @param finishedAt null while it runs
public record Restamp(
        String id,
        String organisation,
        String kind,
        String subject,
        Instant requestedAt,
        long days,
        long daysDone,
        long changed,
        @Nullable Instant finishedAt) {
    /// The job before it goes through so many days.
    public Restamp withDays(long more) {
        return new Restamp(
                id, organisation, kind, subject, requestedAt, daysDone + more, daysDone, changed, finishedAt);
    }

    /// The job after one more day.
    public Restamp done(long moreChanged) {
        return new Restamp(
                id, organisation, kind, subject, requestedAt, days, daysDone + 1, changed + moreChanged, finishedAt);
    }

    public Restamp finished(Instant at) {
        return new Restamp(id, organisation, kind, subject, requestedAt, days, daysDone, changed, at);
    }

    /// Who owns what happens at a place from now on.
    ///
    /// @param host empty for content without one
    /// @param contentId empty for content without one
    /// @param owner null while nobody claims it
    /// @param conflict a second owner with an equal claim
    public record Place(
            String host,
            String contentId,
            @Nullable String owner,
            @Nullable String conflict) {}

    /// Places on one stretch of time.
    ///
    /// @param since received at or after
    /// @param until received before
    public record Day(Instant since, Instant until, List<Place> places) {
        public Day {
            places = List.copyOf(places);
        }
    }
}
