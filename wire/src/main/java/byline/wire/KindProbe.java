package byline.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks at the names at the root of a document to tell what it is meant to be.
final class KindProbe {
    private static final Words<Boolean> TELEMETRY =
            words("document_type", "session_id", "started_at", "ctx_token", "event", "events");
    private static final Words<Boolean> MANIFEST =
            words("id", "roles", "operator", "keys", "telemetry", "domains", "identifier_schemes");
    private static final Words<Boolean> VERSION = words("schema_version");

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

    private static Words<Boolean> words(String... names) {
        Map<String, Boolean> words = new HashMap<>();
        List.of(names).forEach(name -> words.put(name, true));
        return new Words<>(words);
    }

    private void note(JsonReader reader) {
        telemetry |= reader.isKeyOf(TELEMETRY);
        manifest |= reader.isKeyOf(MANIFEST);
        if (reader.isKeyOf(VERSION) && reader.peek() == '"') {
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
