package byline.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event while it is read: what rules need of it, then an [Event]. Used again for the next one.
final class Draft implements Sink {
    int index;

    @Nullable
    UUID id;

    @Nullable
    String type;

    @Nullable
    Instant timestamp;

    @Nullable
    String turnId;

    @Nullable
    String outputId;

    @Nullable
    String outputElementId;

    @Nullable
    UUID citationId;

    @Nullable
    UUID presentationId;

    @Nullable
    String ctxToken;

    @Nullable
    String sourceRole;

    @Nullable
    UUID contentTelemetryId;

    @Nullable
    String contentUrl;

    @Nullable
    String contentId;

    @Nullable
    String licenseRef;

    @Nullable
    String termsRef;

    boolean hasTurn;
    final DataDraft data = new DataDraft();
    final Members rest = new Members();
    private @Nullable List<String> normalised;
    private @Nullable List<String> stripped;
    private @Nullable List<Problem> deferred;

    void clear(int newIndex) {
        index = newIndex;
        id = null;
        type = null;
        timestamp = null;
        turnId = null;
        outputId = null;
        outputElementId = null;
        citationId = null;
        presentationId = null;
        ctxToken = null;
        sourceRole = null;
        contentTelemetryId = null;
        contentUrl = null;
        contentId = null;
        licenseRef = null;
        termsRef = null;
        hasTurn = false;
        data.clear();
        rest.clear();
        normalised = null;
        stripped = null;
        deferred = null;
    }

    /// Notes that something was renamed, filled in, or dropped as unreadable.
    void normalise(String pointer) {
        if (normalised == null) {
            normalised = new ArrayList<>(2);
        }
        normalised.add(pointer);
    }

    /// Notes that something was removed because it may not be kept.
    void strip(String pointer) {
        if (stripped == null) {
            stripped = new ArrayList<>(2);
        }
        stripped.add(pointer);
    }

    /// Notes a problem that counts only if the type, perhaps not read yet, is one whose `data` the format defines.
    @Override
    public void add(String rule, String pointer, String message) {
        if (deferred == null) {
            deferred = new ArrayList<>(2);
        }
        deferred.add(new Problem(index, pointer, rule, message));
    }

    List<Problem> deferred() {
        return deferred == null ? List.of() : deferred;
    }

    boolean is(String wanted) {
        return wanted.equals(type);
    }

    /// The event, or null without the two members that every event has.
    @Nullable
    Event finish(byte[] source) {
        if (type == null || timestamp == null) {
            return null;
        }
        return new Event(
                index,
                id,
                type,
                timestamp,
                turnId,
                outputId,
                outputElementId,
                citationId,
                presentationId,
                ctxToken,
                sourceRole,
                contentTelemetryId,
                contentUrl,
                contentId,
                licenseRef,
                termsRef,
                data.finish(),
                rest.json(source),
                normalised == null ? List.of() : normalised,
                stripped == null ? List.of() : stripped);
    }
}
