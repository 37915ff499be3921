package byline.wire;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/// Reads an event's `turn` and lets through only what its level allows (§5.4, §5.5): nothing above it leaves
/// this class.
final class TurnReader {
    private final JsonReader reader;
    private final Values values;
    private final Formats formats;
    private final Findings findings;
    private final Reading reading;
    private final EnumSet<TurnMember> telling = EnumSet.noneOf(TurnMember.class);
    private @Nullable String declared;
    private @Nullable Changes changes;

    TurnReader(JsonReader reader, Values values, Findings findings, Reading reading) {
        this.reader = reader;
        this.findings = findings;
        this.reading = reading;
        this.values = values;
        this.formats = new Formats(reader, values);
    }

    /// Reads the object that comes next and gives it as it is to be kept, or null if that is as it was sent.
    @Nullable
    Json read(Draft draft) {
        telling.clear();
        declared = null;
        changes = null;
        int from = reader.at();
        reader.enterObject();
        for (TurnMember member = TurnMember.next(reader); member != null; member = TurnMember.next(reader)) {
            read(member, draft);
        }
        judge(draft);
        return changes == null ? null : changes.apply(reader, from);
    }

    private Changes changes() {
        if (changes == null) {
            changes = new Changes();
        }
        return changes;
    }

    private void read(TurnMember member, Draft draft) {
        Sink sink = reading.isOne() ? draft : Sink.IGNORE;
        switch (member) {
            case PRIVACY_LEVEL -> declared = values.closedWord();
            case CONTENT_URLS_RETRIEVED -> formats.urls(sink, "/turn/content_urls_retrieved");
            case CONTENT_URLS_CITED -> formats.urls(sink, "/turn/content_urls_cited");
            case QUERY_TOKENS -> formats.count(sink, "/turn/query_tokens");
            case RESPONSE_TOKENS -> formats.count(sink, "/turn/response_tokens");
            case QUERY_TEXT, RESPONSE_TEXT, QUERY_INTENT, TOPICS, RESPONSE_TYPE, RESPONSE_MODE, MODEL_ID, AD_RENDERED ->
                note(member);
            case UNKNOWN -> reader.skipValue();
        }
    }

    private void note(TurnMember member) {
        if (!saysNothing()) {
            telling.add(member);
        }
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
        PrivacyLevel level = level(draft);
        draft.data.open();
        draft.data.privacyLevel = level.word();
        for (TurnMember member : telling) {
            if (!level.allows(member)) {
                remove(draft, member);
            }
        }
    }

    private PrivacyLevel level(Draft draft) {
        PrivacyLevel level =
                declared == null ? null : PrivacyLevel.find(declared).orElse(null);
        if (level == null) {
            r15(draft);
            return reading.strict() ? PrivacyLevel.FULL : PrivacyLevel.MINIMAL;
        }
        if (level.compareTo(reading.most()) <= 0) {
            return level;
        }
        changes().putWord("privacy_level", reading.most().word());
        draft.normalise("/turn/privacy_level");
        return reading.most();
    }

    /// R15: a turn declares its level; the 0.1 line takes a missing one for `minimal`.
    private void r15(Draft draft) {
        if (reading.isOne() || reading.strict()) {
            findings.add("R15", "/turn/privacy_level", "must be full, summary, intent or minimal");
        } else {
            changes().putWord("privacy_level", PrivacyLevel.MINIMAL.word());
            draft.normalise("/turn/privacy_level");
        }
    }

    /// On the way in, what is above the level is removed; a check reports it.
    private void remove(Draft draft, TurnMember member) {
        String pointer = "/turn/" + member.wireName();
        if (reading.strict()) {
            findings.add("privacy", pointer, "may not be sent at privacy level " + draft.data.privacyLevel);
        } else {
            changes().drop(member.wireName());
            draft.strip(pointer);
        }
    }
}
