package byline.keys;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the credentials of a request into the key they name, or refuses with the documented code.
public final class Authentication {
    public static final String SESSION_PREFIX = "byl_session_";

    /// Past this many a minute nobody has guessed honestly.
    private static final int FAILURES_PER_ADDRESS = 600;

    private final Keyring keyring;
    private final KeyUses uses;
    private final Plans plans;
    private final RateLimits limits;

    Authentication(Keyring keyring, KeyUses uses, Plans plans, RateLimits limits) {
        this.keyring = keyring;
        this.uses = uses;
        this.plans = plans;
        this.limits = limits;
    }

    /// The key of the request, which must have this scope. If it has a rate limit, of its own or of its organisation's
    /// plan, the answer carries it.
    ///
    /// @throws Refusal 400 for two different keys, 401 without a live one, 403 without the scope or from an address
    ///     that is not allowed, 429 past the key's limit
    public Principal.KeyHolder require(Request request, Scope scope) {
        return require(request, scope, null);
    }

    /// The same with a limit for keys that have none.
    ///
    /// @param usual requests a minute, null for no limit
    public Principal.KeyHolder require(Request request, Scope scope, @Nullable Integer usual) {
        ApiKey key = find(request, scope == Scope.ANALYTICS_READ ? Code.INVALID_KEY : Code.KEY_REQUIRED);
        if (!Addresses.allows(key.properties().allowedAddresses(), request.address())) {
            throw new Refusal(Code.ADDRESS_NOT_ALLOWED, "This key may not be used from this address");
        }
        count(key, request, limit(key, usual));
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

    /// How the key of a request stands this minute, without counting the request.
    ///
    /// @param usual requests a minute of a key without a limit, and of what is no key
    public RateLimits.Allowance standing(Request request, int usual) {
        Set<String> presented = all(request);
        return presented.stream()
                .findFirst()
                .filter(text -> presented.size() == 1)
                .flatMap(keyring::find)
                .map(key -> limits.standing(key.id(), Objects.requireNonNullElse(limit(key, usual), usual)))
                .orElseGet(() -> limits.standing("", usual));
    }

    /// The strictest of the key's own limit and its plan's, else the usual one.
    private @Nullable Integer limit(ApiKey key, @Nullable Integer usual) {
        Integer own = key.requestsPerMinute();
        Integer planned = plans.of(key.organisation()).requestsPerMinute();
        if (own == null || planned == null) {
            Integer either = own == null ? planned : own;
            return either == null ? usual : either;
        }
        return Math.min(own, planned);
    }

    private void count(ApiKey key, Request request, @Nullable Integer limit) {
        request.whenAnswered(reply -> uses.note(key, request, reply.status()));
        if (limit != null) {
            RateLimits.Allowance allowance = limits.take(key.id(), limit);
            request.whenAnswered(allowance::tell);
            if (allowance.exceeded()) {
                throw limits.refusal(allowance);
            }
        }
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
