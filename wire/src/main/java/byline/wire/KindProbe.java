package byline.wire;

import org.jspecify.annotations.Nullable;

/// Looks at the names at the root of a document to tell what it is meant to be.
final class KindProbe {
    private boolean telemetry;
    private boolean manifest;
    private @Nullable String schemaVersion;

    /// Reads the whole document.
    ///
    /// @throws Malformed if it is not JSON
    KindProbe(JsonReader reader) {
        if (reader.peek() != '{') {
            reader.skipValue();
        } else {
            reader.enterObject();
            while (reader.nextMember()) {
                note(reader);
            }
        }
        reader.finish();
    }

    private void note(JsonReader reader) {
        switch (EnvelopeMember.of(reader)) {
            case DOCUMENT_TYPE, SESSION_ID, STARTED_AT, CTX_TOKEN, EVENT, EVENTS -> telemetry = true;
            default -> {}
        }
        switch (ManifestMember.of(reader)) {
            case ID, ROLES, OPERATOR, KEYS, TELEMETRY, DOMAINS, IDENTIFIER_SCHEMES -> manifest = true;
            default -> {}
        }
        if (EnvelopeMember.of(reader) == EnvelopeMember.SCHEMA_VERSION && reader.peek() == '"') {
            schemaVersion = reader.readString();
        } else {
            reader.skipValue();
        }
    }

    boolean isTelemetry() {
        return telemetry;
    }

    boolean isManifest() {
        return manifest && !telemetry;
    }

    @Nullable
    String schemaVersion() {
        return schemaVersion;
    }
}
