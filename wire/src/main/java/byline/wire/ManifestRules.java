package byline.wire;

import byline.wire.Manifest.IdentifierScheme;
import byline.wire.Manifest.SigningKey;
import byline.wire.Manifest.Telemetry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of manifests (§8), one method a rule. An empty text is a missing member, which was found before.
final class ManifestRules {
    private static final String WELL_KNOWN = "/.well-known/content-telemetry.json";
    private static final Set<String> ROLES = Set.of("content_owner", "agent", "platform");
    private static final Set<String> MODES = Set.of("complete", "sampled", "aggregated", "selected");

    private final Findings findings;

    ManifestRules(Findings findings) {
        this.findings = findings;
    }

    void check(Manifest manifest, @Nullable String schemaVersion) {
        m09(schemaVersion);
        m02(manifest.keys());
        if (m01(manifest.id())) {
            m03(manifest);
        }
        if (roles(manifest.roles())) {
            m04(manifest);
            m05(manifest);
        }
        m06(manifest);
        m07(manifest.keys());
        m08(manifest.telemetry());
    }

    /// The id is where the manifest is.
    private boolean m01(String id) {
        boolean holds = isHttps(id) && id.endsWith(WELL_KNOWN);
        if (!holds) {
            findings.add("M01", "/id", "must be an https URL that ends in " + WELL_KNOWN);
        }
        return holds;
    }

    /// A manifest says which part its operator plays.
    private boolean roles(Set<String> roles) {
        if (roles.isEmpty()) {
            findings.add("required", "/roles", "a manifest has one role at least");
        } else if (!ROLES.containsAll(roles)) {
            findings.add(
                    "type", "/roles", "must be of " + ROLES.stream().sorted().toList());
        }
        return !roles.isEmpty();
    }

    /// An id names one key.
    private void m02(List<SigningKey> keys) {
        Set<String> ids = new HashSet<>();
        for (int index = 0; index < keys.size(); index++) {
            if (!ids.add(keys.get(index).id())) {
                findings.add("M02", "/keys/" + index + "/id", "another key has this id");
            }
        }
    }

    /// Domains are claimed by the manifest at a host's root, and only that host and those below it.
    private void m03(Manifest manifest) {
        String host = ContentUrls.findHost(manifest.id()).orElse("");
        boolean root = ContentUrls.canonical(manifest.id()).endsWith("://" + host + WELL_KNOWN);
        for (int index = 0; index < manifest.domains().size(); index++) {
            if (!root || !isWithin(manifest.domains().get(index), host)) {
                findings.add("M03", "/domains/" + index, "a root manifest claims its own host and those below it");
            }
        }
    }

    private static boolean isWithin(String domain, String host) {
        String literal = domain.startsWith("*.") ? domain.substring(2) : domain;
        String name = ContentUrls.findHost("https://" + literal).orElse("");
        boolean plain = literal.chars().noneMatch(here -> "/:@?#\\".indexOf(here) >= 0);
        return plain && !host.isEmpty() && (name.equals(host) || name.endsWith("." + host));
    }

    /// Identifiers belong to owners.
    private void m04(Manifest manifest) {
        if (!manifest.identifierSchemes().isEmpty() && !manifest.roles().contains("content_owner")) {
            findings.add("M04", "/identifier_schemes", "only a content_owner has identifier_schemes");
        }
    }

    /// Click tokens are resolved by those who mint them.
    private void m05(Manifest manifest) {
        Telemetry telemetry = manifest.telemetry();
        boolean mints = manifest.roles().contains("agent") || manifest.roles().contains("platform");
        if (telemetry != null && telemetry.ctxResolution() != null && !mints) {
            findings.add("M05", "/telemetry/ctx_resolution", "only an agent or a platform has ctx_resolution");
        }
    }

    /// What is called is called over https.
    private void m06(Manifest manifest) {
        Telemetry telemetry = manifest.telemetry();
        if (telemetry != null) {
            m06("/telemetry/endpoint", telemetry.endpoint());
            m06("/telemetry/ctx_resolution", telemetry.ctxResolution());
        }
        List<IdentifierScheme> schemes = manifest.identifierSchemes();
        for (int index = 0; index < schemes.size(); index++) {
            m06(
                    "/identifier_schemes/" + index + "/resolution",
                    schemes.get(index).resolution());
        }
    }

    private void m06(String pointer, @Nullable String url) {
        if (url != null && !url.isEmpty() && !isHttps(url)) {
            findings.add("M06", pointer, "must be an https URL");
        }
    }

    private static boolean isHttps(String url) {
        return url.regionMatches(true, 0, "https://", 0, 8)
                && ContentUrls.isAbsolute(url)
                && ContentUrls.findHost(url).isPresent();
    }

    /// A key is an Ed25519 key in its multibase form.
    private void m07(List<SigningKey> keys) {
        for (int index = 0; index < keys.size(); index++) {
            SigningKey key = keys.get(index);
            if (!key.type().equals("Ed25519")) {
                findings.add("M07", "/keys/" + index + "/type", "must be Ed25519");
            }
            if (!key.publicKey().isEmpty() && key.findEd25519().isEmpty()) {
                findings.add("M07", "/keys/" + index + "/publicKey", "must be z6Mk… (base58btc, Ed25519 multicodec)");
            }
        }
    }

    /// Coverage says how much of a type is reported.
    private void m08(@Nullable Telemetry telemetry) {
        if (telemetry == null) {
            return;
        }
        telemetry.coverage().forEach((type, coverage) -> {
            if (!MODES.contains(coverage.mode())) {
                String pointer = "/telemetry/coverage/" + Findings.escaped(type) + "/mode";
                findings.add(
                        "M08",
                        pointer,
                        "must be one of " + MODES.stream().sorted().toList());
            }
        });
    }

    /// The manifest is of version 1, whatever the minor.
    private void m09(@Nullable String schemaVersion) {
        if (schemaVersion == null || WireVersion.find(schemaVersion).orElse(null) != WireVersion.V1_0) {
            findings.add("M09", "/schema_version", "must be 1.0 or a later minor");
        }
    }
}
