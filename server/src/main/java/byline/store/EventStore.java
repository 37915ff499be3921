package byline.store;

import byline.store.Events.Row;
import byline.store.log.Segment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The engine that holds the events and answers reports. Each segment of the log is loaded exactly once.
public interface EventStore extends AutoCloseable {
    /// The last segment loaded; number, lines and end are 0 before the first.
    Segment lastLoaded();

    /// Loads a segment whole or not at all; one that is loaded already is left out.
    ///
    /// @throws RuntimeException when it could not; the same call may be tried again
    void load(Segment segment);

    /// Runs a report and shapes its rows in their order.
    ///
    /// @param report name of a `.sql` file
    /// @param parameters values of its `:name` parameters; a missing name is a bug
    /// @throws Events.Overloaded when it takes longer than it may
    <T> List<T> read(String report, Map<String, @Nullable Object> parameters, Function<Row, T> shape);

    /// The events with one of these ids that happened in a time range, both ends included, as far as they are loaded.
    Set<EventIdentity> findLoaded(Collection<UUID> ids, Instant since, Instant until);

    /// How a session began, as far as it is loaded.
    Optional<SessionStart> findSessionStart(String reporter, UUID sessionId);

    /// How a session ended, as far as it is loaded.
    Optional<String> findSessionEnd(String reporter, UUID sessionId);

    /// Gives the events of a day to the owners of their places, if nobody owns them or two claim them.
    ///
    /// @return how many changed hands; the same again changes none
    long restamp(Restamp.Day day);

    /// Deletes what none of its organisations keeps any longer.
    ///
    /// @return how many events went
    long expire(Retention retention);

    /// Marks a slice of a site's events as decided, whole or not at all.
    ///
    /// @return how many events it changed
    long decide(SiteSlice slice, SliceDecision decision);

    /// Takes a decision about a slice back.
    ///
    /// @return how many events it had changed; empty when this site has no such decision, or it is taken back
    // already
    OptionalLong undo(String site, String id, SliceDecision undoing);

    /// Notes how far such a job is.
    void note(Restamp job);

    /// Names every loaded event of this segment and later ones, and the moment it is filed under.
    void forEachFrom(long segment, BiConsumer<EventIdentity, Instant> consumer);

    /// Names the reporter and the id of every loaded session that began or ended in this segment or in later ones.
    void forEachSessionFrom(long segment, BiConsumer<String, UUID> consumer);

    /// Calls that wait for the engine.
    int waiting();

    /// Puts in order what loading left for later; called when there is nothing to load.
    void rest();

    @Override
    void close();
}
