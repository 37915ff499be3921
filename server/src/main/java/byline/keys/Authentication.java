package byline.keys;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns the credentials of a request into the key they name, or refuses with the documented code.
public final class Authentication {
    public static final String SESSION_PREFIX = "byl_session_";

    /// Past this many a minute nobody has guessed honestly.
    private static final int FAILURES_PER_ADDRESS = 600;

    private final Keyring keyring;
    private final KeyUses uses;
    private final RateLimits limits;

    Authentication(Keyring keyring, KeyUses uses, RateLimits limits) {
        this.keyring = keyring;
        this.uses = uses;
        this.limits = limits;
    }

    /// The key of the request, which must have this scope. If it has a rate limit of its own, the answer carries it.
    ///
    /// @throws Refusal 400 for two different keys, 401 without a live one, 403 without the scope or from an address
    ///     that is not allowed, 429 past the key's limit
    public Principal.KeyHolder require(Request request, Scope scope) {
        ApiKey key = find(request, scope == Scope.ANALYTICS_READ ? Code.INVALID_KEY : Code.KEY_REQUIRED);
        if (!Addresses.allows(key.properties().allowedAddresses(), request.address())) {
            throw new Refusal(Code.ADDRESS_NOT_ALLOWED, "This key may not be used from this address");
        }
        limit(key, request);
        if (!key.scopes().contains(scope)) {
            throw new Refusal(
                    Code.MISSING_SCOPE,
                    "This key lacks the scope " + scope.text() + "; make one that has it under Settings > API Keys");
        }
        return new Principal.KeyHolder(key);
    }

    /// The one key the request carries, as text.
    ///
    /// @throws Refusal 401 for none, 400 for two different ones
    public static String presented(Request request) {
        Set<String> presented = all(request);
        if (presented.isEmpty()) {
            throw new Refusal(Code.MISSING_KEY, "Send an API key as Authorization: Bearer KEY or X-API-Key: KEY");
        }
        if (presented.size() > 1) {
            throw new Refusal(Code.INVALID_REQUEST, "The request carries two different keys; send one");
        }
        return presented.iterator().next();
    }

    /// Counts a failed guess from this address.
    ///
    /// @throws Refusal 429 after too many
    public void failed(Request request) {
        RateLimits.Allowance allowance = limits.take("from " + request.address(), FAILURES_PER_ADDRESS);
        if (allowance.exceeded()) {
            throw limits.refusal(allowance);
        }
    }

    /// @param notAKey answers another kind of credential
    private ApiKey find(Request request, Code notAKey) {
        String text = presented(request);
        if (text.startsWith(SESSION_PREFIX)) {
            throw new Refusal(
                    notAKey,
                    "This is a session token and an API key is needed here; they do not stand in for each other");
        }
        Optional<ApiKey> found = keyring.find(text);
        if (found.isEmpty()) {
            failed(request);
            throw new Refusal(Code.INVALID_KEY, "The API key is wrong, revoked or expired");
        }
        ApiKey key = found.get();
        if (keyring.isGone(key.organisation())) {
            throw new Refusal(Code.USER_NOT_FOUND, "The organisation this key belongs to is gone");
        }
        return key;
    }

    private void limit(ApiKey key, Request request) {
        request.whenAnswered(reply -> uses.note(key, request, reply.status()));
        Integer own = key.requestsPerMinute();
        if (own != null) {
            RateLimits.Allowance allowance = limits.take(key.id(), own);
            request.whenAnswered(reply -> tell(reply, allowance));
            if (allowance.exceeded()) {
                throw limits.refusal(allowance);
            }
        }
    }

    private static void tell(Reply reply, RateLimits.Allowance allowance) {
        reply.header("X-RateLimit-Limit", String.valueOf(allowance.limit()))
                .header("X-RateLimit-Remaining", String.valueOf(allowance.remaining()))
                .header("X-RateLimit-Reset", String.valueOf(allowance.reset().getEpochSecond()));
    }

    private static Set<String> all(Request request) {
        List<String> texts = new ArrayList<>(request.headers("X-API-Key"));
        for (String value : request.headers("Authorization")) {
            bearer(value).ifPresent(texts::add);
        }
        texts.removeIf(String::isBlank);
        return new LinkedHashSet<>(texts.stream().map(String::strip).toList());
    }

    /// The token of `Bearer <token>`.
    public static Optional<String> bearer(String value) {
        return value.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(value.substring(7).strip()).filter(token -> !token.isEmpty())
                : Optional.empty();
    }
}
