package byline.telemetry;

import byline.http.Json;
import byline.http.Refusal;
import byline.keys.OrganisationId;
import byline.store.StoredEvent;
import byline.wire.Delivery;
import byline.wire.Envelope;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whole session documents: the session, its events and its end in one commit; the same one again changes nothing.
final class Uploads {
    private final Sessions sessions;
    private final Stamps stamps;
    private final Intake intake;

    Uploads(Sessions sessions, Stamps stamps, Intake intake) {
        this.sessions = sessions;
        this.stamps = stamps;
        this.intake = intake;
    }

    /// @param stripped how many events lost a field that may not be kept, null for none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Uploaded(
            UUID sessionId,
            long eventsCreated,
            boolean outcomeRecorded,
            @Nullable Long stripped) {}

    /// Stores a document, or what is missing of a session that is still open.
    ///
    /// @throws Refusal when it is not valid, or the session has ended in another way
    Uploaded take(Message message, Delivery document) {
        if (!document.problems().isEmpty()) {
            throw intake.refused(document, Intake.invalid(document.problems()));
        }
        Envelope envelope = document.envelope();
        UUID session = Objects.requireNonNull(envelope.sessionId());
        SessionEnd end = end(message.reporter(), document);
        Optional<SessionEnd> before = sessions.findEnd(message.reporter(), session);
        if (before.isPresent()) {
            if (!before.get().equals(end)) {
                throw intake.refused(document, Sessions.hasEnded());
            }
            intake.repeated(document);
            return new Uploaded(session, 0, end.outcome().isPresent(), null);
        }
        SessionOpening opening = SessionOpening.of(envelope);
        List<StoredEvent> moments = new ArrayList<>();
        if (sessions.findStart(message.reporter(), session).isEmpty()) {
            moments.add(stamps.start(message, session, opening));
        }
        moments.add(stamps.end(message, session, end));
        Intake.Receipt receipt = intake.accept(message.origin(envelope, opening.agent()), document, false, moments);
        return new Uploaded(
                session,
                receipt.created(),
                end.outcome().isPresent(),
                receipt.stripped() == 0 ? null : receipt.stripped());
    }

    /// Two documents have the same end if they have the same events, in whatever order, and the same outcome.
    private static SessionEnd end(OrganisationId reporter, Delivery document) {
        SessionFields rest =
                SessionFields.of(Json.tree(document.envelope().rest().bytes()), "the document");
        return SessionEnd.of(rest).by(DerivedIds.digest(DerivedIds.of(reporter, document)));
    }
}
