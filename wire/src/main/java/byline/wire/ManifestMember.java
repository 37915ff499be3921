package byline.wire;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The members of a manifest and of the objects in it (§8), named as on the wire.
enum ManifestMember {
    SCHEMA_VERSION,
    ID,
    ROLES,
    OPERATOR,
    NAME,
    DOMAIN,
    KEYS,
    TYPE,
    PUBLIC_KEY,
    EXPIRES,
    TELEMETRY,
    ENDPOINT,
    CONFORMANCE_LEVEL,
    CTX_RESOLUTION,
    COVERAGE,
    MODE,
    TERMS_REF,
    DOMAINS,
    IDENTIFIER_SCHEMES,
    PREFIX,
    RESOLUTION,
    /// Any other; tolerated.
    UNKNOWN;

    private static final Words<ManifestMember> NAMES = names();

    /// One name is in camel case.
    private static Words<ManifestMember> names() {
        Map<String, ManifestMember> names = new HashMap<>();
        for (ManifestMember member : values()) {
            names.put(member.name().toLowerCase(Locale.ROOT), member);
        }
        names.remove("unknown");
        names.remove("public_key");
        names.put("publicKey", PUBLIC_KEY);
        return new Words<>(names);
    }

    /// Reads up to the next member's value; null when the object has ended instead.
    static @Nullable ManifestMember next(JsonReader reader) {
        return reader.nextMember(NAMES, UNKNOWN);
    }
}
