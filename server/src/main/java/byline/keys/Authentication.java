package byline.keys;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Turns the credentials of a request into the key they name, or refuses with the documented code.
public final class Authentication {
    public static final String SESSION_PREFIX = "byl_session_";

    private final Keyring keyring;
    private final KeyUses uses;

    public Authentication(Keyring keyring, KeyUses uses) {
        this.keyring = keyring;
        this.uses = uses;
    }

    /// The key of the request, which must have this scope.
    ///
    /// @throws Refusal 400 for two different keys, 401 without a live one, 403 without the scope
    public Principal.KeyHolder require(Request request, Scope scope) {
        ApiKey key = key(request, scope == Scope.ANALYTICS_READ ? Code.INVALID_KEY : Code.KEY_REQUIRED);
        if (!key.scopes().contains(scope)) {
            throw new Refusal(
                    Code.MISSING_SCOPE,
                    "This key lacks the scope " + scope.text() + "; make one that has it under Settings > API Keys");
        }
        return new Principal.KeyHolder(key);
    }

    /// The key of the request, whatever its scopes; `notAKey` answers another kind of credential.
    private ApiKey key(Request request, Code notAKey) {
        Set<String> presented = presented(request);
        if (presented.isEmpty()) {
            throw new Refusal(Code.MISSING_KEY, "Send an API key as Authorization: Bearer KEY or X-API-Key: KEY");
        }
        if (presented.size() > 1) {
            throw new Refusal(Code.INVALID_REQUEST, "The request carries two different keys; send one");
        }
        String text = presented.iterator().next();
        if (text.startsWith(SESSION_PREFIX)) {
            throw new Refusal(
                    notAKey,
                    "This is a session token and an API key is needed here; they do not stand in for each other");
        }
        ApiKey key = find(text);
        if (!Addresses.allows(key.allowedAddresses(), request.address())) {
            throw new Refusal(Code.ADDRESS_NOT_ALLOWED, "This key may not be used from this address");
        }
        uses.note(key, request);
        return key;
    }

    private ApiKey find(String text) {
        boolean wellFormed = SecretText.isWellFormed(text, OrganisationType.CONTENT_OWNER.prefix())
                || SecretText.isWellFormed(text, OrganisationType.PLATFORM.prefix());
        if (!wellFormed) {
            throw invalid();
        }
        return keyring.find(text).orElseThrow(Authentication::invalid);
    }

    private static Refusal invalid() {
        return new Refusal(Code.INVALID_KEY, "The API key is wrong, revoked or expired");
    }

    private static Set<String> presented(Request request) {
        List<String> texts = new ArrayList<>(request.headers("X-API-Key"));
        for (String value : request.headers("Authorization")) {
            bearer(value).ifPresent(texts::add);
        }
        texts.removeIf(String::isBlank);
        return new LinkedHashSet<>(texts.stream().map(String::strip).toList());
    }

    /// The token of `Bearer <token>`.
    public static java.util.Optional<String> bearer(String value) {
        return value.regionMatches(true, 0, "Bearer ", 0, 7)
                ? java.util.Optional.of(value.substring(7).strip()).filter(token -> !token.isEmpty())
                : java.util.Optional.empty();
    }
}
