package byline.wire;

import org.jspecify.annotations.Nullable;

/// Looks whether a document without `schema_version` uses names that only 1.0 has; the older line knows none of them.
final class LineProbe {
    private final JsonReader reader;

    LineProbe(JsonReader reader) {
        this.reader = reader;
    }

    /// Reads the event or the array of events that comes next.
    boolean findsNamesOfOne() {
        boolean found = false;
        switch (reader.peek()) {
            case '{' -> found = isEventOfOne();
            case '[' -> {
                reader.enterArray();
                while (reader.nextElement()) {
                    found |= reader.peek() == '{' ? isEventOfOne() : isSkipped();
                }
            }
            default -> reader.skipValue();
        }
        return found;
    }

    private boolean isSkipped() {
        reader.skipValue();
        return false;
    }

    private boolean isEventOfOne() {
        boolean found = false;
        reader.enterObject();
        for (EventMember member = next(); member != null; member = next()) {
            boolean present = reader.peek() != 'n';
            if (member == EventMember.TYPE && reader.peek() == '"') {
                found |= reader.readWord(Vocabulary.WORDS).equals(Vocabulary.PRESENTED);
            } else {
                reader.skipValue();
                found |= present && isOfOne(member);
            }
        }
        return found;
    }

    private @Nullable EventMember next() {
        return EventMember.next(reader);
    }

    private static boolean isOfOne(EventMember member) {
        return switch (member) {
            case OUTPUT_ID, OUTPUT_ELEMENT_ID, CITATION_ID, PRESENTATION_ID, CTX_TOKEN, TERMS_REF -> true;
            case ID,
                    TYPE,
                    TIMESTAMP,
                    TURN_ID,
                    SOURCE_ROLE,
                    CONTENT_TELEMETRY_ID,
                    OA_TELEMETRY_ID,
                    CONTENT_URL,
                    CONTENT_ID,
                    LICENSE_REF,
                    TURN,
                    DATA,
                    IP_HASH,
                    UNKNOWN -> false;
        };
    }
}
