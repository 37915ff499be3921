package byline.wire;

import byline.wire.Manifest.Coverage;
import byline.wire.Manifest.IdentifierScheme;
import byline.wire.Manifest.Operator;
import byline.wire.Manifest.SigningKey;
import byline.wire.Manifest.Telemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Reads the shape of a manifest; what is missing or misshapen is a finding and an empty text in its place.
final class ManifestDraft {
    private final JsonReader reader;
    private final Findings findings;
    private final Values values;
    private @Nullable String schemaVersion;
    private String id = "";
    private final Set<String> roles = new LinkedHashSet<>();
    private @Nullable Operator operator;
    private final List<SigningKey> keys = new ArrayList<>();
    private @Nullable Telemetry telemetry;
    private final List<String> domains = new ArrayList<>();
    private final List<IdentifierScheme> schemes = new ArrayList<>();

    ManifestDraft(JsonReader reader, Findings findings) {
        this.reader = reader;
        this.findings = findings;
        this.values = new Values(reader, findings);
    }

    @Nullable
    String schemaVersion() {
        return schemaVersion;
    }

    Manifest read() {
        if (reader.peek() != '{') {
            reader.skipValue();
            reader.finish();
            throw new Malformed("type", "", "a manifest is a JSON object");
        }
        reader.enterObject();
        for (ManifestMember member = next(); member != null; member = next()) {
            switch (member) {
                case SCHEMA_VERSION -> schemaVersion = values.text("/schema_version");
                case ID -> id = textOrEmpty("/id");
                case ROLES -> forEach("/roles", at -> addText(roles, "/roles/" + at));
                case OPERATOR -> operator = operator();
                case KEYS -> forEach("/keys", at -> key("/keys/" + at));
                case TELEMETRY -> telemetry = telemetry();
                case DOMAINS -> forEach("/domains", at -> addText(domains, "/domains/" + at));
                case IDENTIFIER_SCHEMES -> forEach("/identifier_schemes", at -> scheme("/identifier_schemes/" + at));
                default -> reader.skipValue();
            }
        }
        reader.finish();
        if (operator == null && values.problems() == 0) {
            required("", "/operator");
        }
        Operator known = operator == null ? new Operator("", null) : operator;
        return new Manifest(id, roles, known, keys, telemetry, domains, schemes);
    }

    private @Nullable ManifestMember next() {
        return ManifestMember.next(reader);
    }

    private String textOrEmpty(String pointer) {
        String text = values.text(pointer);
        return text == null ? "" : text;
    }

    private String required(String text, String pointer) {
        if (text.isEmpty()) {
            findings.add("required", pointer, "is required");
        }
        return text;
    }

    private void addText(Collection<String> texts, String pointer) {
        texts.add(textOrEmpty(pointer));
    }

    private void forEach(String pointer, IntConsumer element) {
        if (reader.peek() != '[') {
            if (!values.skipNull()) {
                reader.skipValue();
                findings.add("type", pointer, "must be an array");
            }
            return;
        }
        reader.enterArray();
        for (int index = 0; reader.nextElement(); index++) {
            element.accept(index);
        }
    }

    private @Nullable Operator operator() {
        String name = "";
        String domain = null;
        if (!values.isObject("/operator")) {
            return null;
        }
        reader.enterObject();
        for (ManifestMember member = next(); member != null; member = next()) {
            switch (member) {
                case NAME -> name = textOrEmpty("/operator/name");
                case DOMAIN -> domain = values.text("/operator/domain");
                default -> reader.skipValue();
            }
        }
        return new Operator(required(name, "/operator/name"), domain);
    }

    private void key(String pointer) {
        String keyId = "";
        String type = "";
        String publicKey = "";
        Instant expires = null;
        if (!values.isObject(pointer)) {
            return;
        }
        reader.enterObject();
        for (ManifestMember member = next(); member != null; member = next()) {
            switch (member) {
                case ID -> keyId = textOrEmpty(pointer + "/id");
                case TYPE -> type = textOrEmpty(pointer + "/type");
                case PUBLIC_KEY -> publicKey = textOrEmpty(pointer + "/publicKey");
                case EXPIRES -> expires = values.instant(pointer + "/expires");
                default -> reader.skipValue();
            }
        }
        keys.add(new SigningKey(
                required(keyId, pointer + "/id"), type, required(publicKey, pointer + "/publicKey"), expires));
    }

    private @Nullable Telemetry telemetry() {
        String endpoint = "";
        String level = null;
        String resolution = null;
        Map<String, Coverage> coverage = new HashMap<>();
        if (!values.isObject("/telemetry")) {
            return null;
        }
        reader.enterObject();
        for (ManifestMember member = next(); member != null; member = next()) {
            switch (member) {
                case ENDPOINT -> endpoint = textOrEmpty("/telemetry/endpoint");
                case CONFORMANCE_LEVEL -> level = values.text("/telemetry/conformance_level");
                case CTX_RESOLUTION -> resolution = values.text("/telemetry/ctx_resolution");
                case COVERAGE -> coverage(coverage);
                default -> reader.skipValue();
            }
        }
        return new Telemetry(required(endpoint, "/telemetry/endpoint"), level, resolution, coverage);
    }

    private void coverage(Map<String, Coverage> coverage) {
        if (!values.isObject("/telemetry/coverage")) {
            return;
        }
        reader.enterObject();
        while (reader.nextMember()) {
            String type = reader.key();
            coverage.put(type, coverage("/telemetry/coverage/" + Findings.escaped(type)));
        }
    }

    private Coverage coverage(String pointer) {
        String mode = "";
        String terms = null;
        if (values.isObject(pointer)) {
            reader.enterObject();
            for (ManifestMember member = next(); member != null; member = next()) {
                switch (member) {
                    case MODE -> mode = textOrEmpty(pointer + "/mode");
                    case TERMS_REF -> terms = values.text(pointer + "/terms_ref");
                    default -> reader.skipValue();
                }
            }
        }
        return new Coverage(mode, terms);
    }

    private void scheme(String pointer) {
        String prefix = "";
        String resolution = null;
        if (!values.isObject(pointer)) {
            return;
        }
        reader.enterObject();
        for (ManifestMember member = next(); member != null; member = next()) {
            switch (member) {
                case PREFIX -> prefix = textOrEmpty(pointer + "/prefix");
                case RESOLUTION -> resolution = values.text(pointer + "/resolution");
                default -> reader.skipValue();
            }
        }
        schemes.add(new IdentifierScheme(required(prefix, pointer + "/prefix"), resolution));
    }
}
