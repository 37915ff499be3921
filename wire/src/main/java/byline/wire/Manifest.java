package byline.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A participant's published manifest, `/.well-known/content-telemetry.json` (§8); only ever a valid one.
public record Manifest(
        String id,
        Set<String> roles,
        Operator operator,
        List<SigningKey> keys,
        @Nullable Telemetry telemetry,
        List<String> domains,
        List<IdentifierScheme> identifierSchemes) {
    public Manifest {
        roles = Set.copyOf(roles);
        keys = List.copyOf(keys);
        domains = List.copyOf(domains);
        identifierSchemes = List.copyOf(identifierSchemes);
    }

    /// Who stands behind the manifest.
    public record Operator(String name, @Nullable String domain) {}

    /// A key that signs telemetry; unrelated to API keys.
    ///
    /// @param publicKey multibase text, `z6Mk…`
    public record SigningKey(
            String id,
            String type,
            String publicKey,
            @Nullable Instant expires) {
        /// The 32 bytes of the Ed25519 key; empty if the text is none, which no key of a valid manifest is.
        public Optional<byte[]> findEd25519() {
            return Multibase.findEd25519(publicKey);
        }
    }

    /// Where and how telemetry goes.
    ///
    /// @param coverage by event type
    public record Telemetry(
            String endpoint,
            @Nullable String conformanceLevel,
            @Nullable String ctxResolution,
            Map<String, Coverage> coverage) {
        public Telemetry {
            coverage = Map.copyOf(coverage);
        }
    }

    /// How much of an event type an emitter reports: `complete`, `sampled`, `aggregated` or `selected`.
    public record Coverage(String mode, @Nullable String termsRef) {}

    /// A prefix of `content_id` that the owner claims.
    public record IdentifierScheme(String prefix, @Nullable String resolution) {}
}
