package byline.identity;

import byline.keys.Principal.Person;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a browser is asked to do with an authenticator, in the names of WebAuthn's JSON forms.
///
/// @param challenge in base64url
/// @param known the user's passkeys
record PasskeyOptions(RelyingParty party, String challenge, List<Credential> known) {
    private static final long TIMEOUT_MILLIS = PasskeyChallenges.LIFETIME.toMillis();
    private static final String VERIFICATION = "required";

    /// `PublicKeyCredentialCreationOptionsJSON`: any authenticator that verifies its user, but none twice.
    Map<String, Object> creation(Person person) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("rp", Map.of("id", party.id(), "name", "Byline"));
        options.put(
                "user", Map.of("id", handle(person.userId()), "name", person.email(), "displayName", person.email()));
        options.put("challenge", challenge);
        options.put(
                "pubKeyCredParams",
                Ceremonies.ALGORITHMS.stream()
                        .map(algorithm -> Map.of("type", "public-key", "alg", algorithm.getValue()))
                        .toList());
        options.put("timeout", TIMEOUT_MILLIS);
        options.put("excludeCredentials", descriptors());
        options.put("authenticatorSelection", Map.of("residentKey", "preferred", "userVerification", VERIFICATION));
        options.put("attestation", "none");
        return options;
    }

    /// `PublicKeyCredentialRequestOptionsJSON`: one of the user's passkeys.
    Map<String, Object> request() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("challenge", challenge);
        options.put("timeout", TIMEOUT_MILLIS);
        options.put("rpId", party.id());
        options.put("allowCredentials", descriptors());
        options.put("userVerification", VERIFICATION);
        return options;
    }

    /// A user as authenticators remember one: the id, in base64url.
    static String handle(String userId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(userId.getBytes(StandardCharsets.UTF_8));
    }

    private List<Map<String, Object>> descriptors() {
        return known.stream()
                .map(one ->
                        Map.<String, Object>of("type", "public-key", "id", one.id(), "transports", one.transports()))
                .toList();
    }
}
