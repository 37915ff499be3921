package byline.wire;

/// The objects inside `data` that have rules of their own (R06, R16, R17). Each method reads the value that comes next.
final class DataObjects {
    private final JsonReader reader;
    private final Values values;
    private final Formats formats;

    DataObjects(JsonReader reader, Values values, Formats formats) {
        this.reader = reader;
        this.values = values;
        this.formats = formats;
    }

    /// R06: a fingerprint has `scheme` and boolean `detected`, may have `value`, never `preserved_in_output`.
    void fingerprint(Sink sink, String pointer) {
        if (!isObject(sink, "R06", pointer)) {
            return;
        }
        boolean scheme = false;
        boolean detected = false;
        reader.enterObject();
        while (reader.nextMember()) {
            switch (Part.of(reader)) {
                case SCHEME -> scheme = values.isText();
                case DETECTED -> detected = values.flagIfAny() != null;
                case PRESERVED_IN_OUTPUT -> {
                    reader.skipValue();
                    sink.add("R06", pointer + "/preserved_in_output", "is no part of a fingerprint");
                }
                case VALUE, REF, DIGEST, IDENTIFIERS, UNKNOWN -> reader.skipValue();
            }
        }
        if (!scheme) {
            sink.add("R06", pointer + "/scheme", "a fingerprint names its scheme");
        }
        if (!detected) {
            sink.add("R06", pointer + "/detected", "must be true or false");
        }
    }

    /// R16: `identifiers` is an array of `{scheme, value}`.
    void accessContext(Sink sink, String pointer) {
        if (!isObject(sink, "R16", pointer)) {
            return;
        }
        reader.enterObject();
        while (reader.nextMember()) {
            if (Part.of(reader) != Part.IDENTIFIERS) {
                reader.skipValue();
            } else if (isArray(sink, "R16", pointer, "/identifiers")) {
                reader.enterArray();
                for (int index = 0; reader.nextElement(); index++) {
                    if (!isIdentifier()) {
                        sink.add("R16", pointer + "/identifiers/" + index, "an identifier has a scheme and a value");
                    }
                }
            }
        }
    }

    private boolean isIdentifier() {
        boolean scheme = false;
        boolean value = false;
        if (reader.peek() == '{') {
            reader.enterObject();
            while (reader.nextMember()) {
                switch (Part.of(reader)) {
                    case SCHEME -> scheme = values.isText();
                    case VALUE -> value = values.isText();
                    case DETECTED, PRESERVED_IN_OUTPUT, REF, DIGEST, IDENTIFIERS, UNKNOWN -> reader.skipValue();
                }
            }
        } else {
            reader.skipValue();
        }
        return scheme && value;
    }

    /// R17: evidence is an array of `{scheme, ref?, digest?}`; what a scheme means is never looked up.
    void evidence(Sink sink, String pointer) {
        if (!isArray(sink, "R17", pointer, "")) {
            return;
        }
        reader.enterArray();
        for (int index = 0; reader.nextElement(); index++) {
            evidenceItem(sink, pointer, index);
        }
    }

    private void evidenceItem(Sink sink, String pointer, int index) {
        boolean scheme = false;
        boolean ref = true;
        if (reader.peek() == '{') {
            reader.enterObject();
            while (reader.nextMember()) {
                switch (Part.of(reader)) {
                    case SCHEME -> scheme = values.isText();
                    case REF -> ref = isTextOrNull();
                    case DIGEST -> digest(sink, pointer, index);
                    case VALUE, DETECTED, PRESERVED_IN_OUTPUT, IDENTIFIERS, UNKNOWN -> reader.skipValue();
                }
            }
        } else {
            reader.skipValue();
        }
        if (!scheme || !ref) {
            sink.add("R17", pointer + "/" + index, "evidence has a scheme; its ref is a string");
        }
    }

    /// Its form is a rule of all hashes.
    private void digest(Sink sink, String pointer, int index) {
        if (!formats.isHash()) {
            formats.reportHash(sink, pointer + "/" + index + "/digest");
        }
    }

    private boolean isTextOrNull() {
        byte first = reader.peek();
        reader.skipValue();
        return first == '"' || first == 'n';
    }

    private boolean isObject(Sink sink, String rule, String pointer) {
        if (reader.peek() == '{') {
            return true;
        }
        if (!values.skipNull()) {
            reader.skipValue();
            sink.add(rule, pointer, "must be an object");
        }
        return false;
    }

    private boolean isArray(Sink sink, String rule, String pointer, String member) {
        if (reader.peek() == '[') {
            return true;
        }
        if (!values.skipNull()) {
            reader.skipValue();
            sink.add(rule, pointer + member, "must be an array");
        }
        return false;
    }

    private enum Part {
        SCHEME,
        VALUE,
        DETECTED,
        PRESERVED_IN_OUTPUT,
        REF,
        DIGEST,
        IDENTIFIERS,
        UNKNOWN;

        private static final Words<Part> NAMES = Vocabulary.names(values());

        static Part of(JsonReader reader) {
            Part part = reader.key(NAMES);
            return part == null ? UNKNOWN : part;
        }
    }
}
