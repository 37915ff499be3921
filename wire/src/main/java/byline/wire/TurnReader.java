package byline.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an event's `turn` and lets through only what its level allows (§5.4, §5.5): nothing above it leaves
/// this class.
final class TurnReader {
    private final JsonReader reader;
    private final Values values;
    private final Formats formats;
    private final Findings findings;
    private final Reading reading;
    private final Members members = new Members(16);
    private final List<Held> held = new ArrayList<>();
    private @Nullable String declared;
    private boolean changed;

    TurnReader(JsonReader reader, Findings findings, Reading reading) {
        this.reader = reader;
        this.findings = findings;
        this.reading = reading;
        this.values = new Values(reader, findings);
        this.formats = new Formats(reader, values);
    }

    /// A member whose fate the level decides, which may come after it.
    private record Held(TurnMember member, int from, int to) {}

    /// Reads the object that comes next.
    void read(Draft draft) {
        members.clear();
        held.clear();
        declared = null;
        changed = false;
        reader.enterObject();
        while (reader.nextMember()) {
            int from = reader.keyAt();
            TurnMember member = TurnMember.of(reader);
            if (isHarmless(member, draft)) {
                members.keep(from, reader.at());
            } else {
                held.add(new Held(member, from, reader.at()));
            }
        }
        judge(draft);
    }

    boolean isChanged() {
        return changed;
    }

    byte[] write() {
        return members.write(reader.bytes());
    }

    /// Reads a member's value and says whether it may be kept whatever the level is, which is not known yet.
    private boolean isHarmless(TurnMember member, Draft draft) {
        Sink sink = reading.isOne() ? draft : Sink.IGNORE;
        switch (member) {
            case PRIVACY_LEVEL -> declared = values.closedWord();
            case CONTENT_URLS_RETRIEVED -> formats.urls(sink, "/turn/content_urls_retrieved");
            case CONTENT_URLS_CITED -> formats.urls(sink, "/turn/content_urls_cited");
            case QUERY_TOKENS -> formats.count(sink, "/turn/query_tokens");
            case RESPONSE_TOKENS -> formats.count(sink, "/turn/response_tokens");
            case QUERY_TEXT,
                    RESPONSE_TEXT,
                    QUERY_INTENT,
                    TOPICS,
                    RESPONSE_TYPE,
                    RESPONSE_MODE,
                    MODEL_ID,
                    AD_RENDERED -> {
                return saysNothing();
            }
            case UNKNOWN -> reader.skipValue();
        }
        return member != TurnMember.PRIVACY_LEVEL;
    }

    /// True for `null` and `[]`, which older clients send whatever the level.
    private boolean saysNothing() {
        if (reader.peek() != '[') {
            boolean absent = reader.peek() == 'n';
            reader.skipValue();
            return absent;
        }
        reader.enterArray();
        boolean empty = true;
        while (reader.nextElement()) {
            reader.skipValue();
            empty = false;
        }
        return empty;
    }

    private void judge(Draft draft) {
        PrivacyLevel level = PrivacyLevel.find(declared);
        if (level == null) {
            r15(draft);
            level = reading.strict() ? PrivacyLevel.FULL : PrivacyLevel.MINIMAL;
        }
        draft.data.open();
        draft.data.privacyLevel = level.word();
        for (Held one : held) {
            if (level.allows(one.member) || remains(draft, one.member)) {
                members.keep(one.from, one.to);
            }
        }
    }

    /// R15: a turn declares its level; the 0.1 line takes a missing one for `minimal`.
    private void r15(Draft draft) {
        if (reading.isOne() || reading.strict()) {
            findings.add("R15", "/turn/privacy_level", "must be full, summary, intent or minimal");
            return;
        }
        held.removeIf(one -> one.member == TurnMember.PRIVACY_LEVEL);
        members.addWord("privacy_level", PrivacyLevel.MINIMAL.word());
        changed = true;
        draft.normalise("/turn/privacy_level");
    }

    /// A check reports what is above the level; on the way in it is removed.
    private boolean remains(Draft draft, TurnMember member) {
        String pointer = "/turn/" + member.wireName();
        if (reading.strict()) {
            findings.add("privacy", pointer, "may not be sent at privacy level " + draft.data.privacyLevel);
            return true;
        }
        changed = true;
        draft.strip(pointer);
        return false;
    }
}
