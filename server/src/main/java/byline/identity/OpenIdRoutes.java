package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.OpenIdClient.Account;
import byline.identity.OpenIdClient.Attempt;
import byline.identity.Users.User;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Signing in through an OpenID provider: there by a redirect, back by another.
final class OpenIdRoutes {
    private static final Logger log = System.getLogger("byline.identity");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Map<String, OpenIdClient> clients;
    private final ProviderAccounts accounts;
    private final SignIn signIn;

    OpenIdRoutes(List<OpenIdProvider> providers, ProviderAccounts accounts, SignIn signIn) {
        this.clients = providers.stream()
                .map(OpenIdClient::new)
                .collect(Collectors.toUnmodifiableMap(one -> one.provider().id(), Function.identity()));
        this.accounts = accounts;
        this.signIn = signIn;
    }

    void register(Routes routes) {
        routes.get("/api/v1/identity/auth/providers", this::list)
                .get("/api/v1/identity/auth/{provider}", this::begin)
                .get("/api/v1/identity/auth/{provider}/callback", this::finish);
    }

    private record Shown(String id, String name) {}

    private Reply list(Request request) {
        return Reply.ok(Page.of(clients.values().stream()
                .map(client ->
                        new Shown(client.provider().id(), client.provider().name()))
                .sorted(java.util.Comparator.comparing(Shown::name))
                .toList()));
    }

    private Reply begin(Request request) {
        OpenIdClient client = client(request);
        String browser = UUID.randomUUID().toString();
        String state = accounts.begin(client.provider().id(), browser);
        try {
            return redirect(client.authorization(attempt(request, client, state))
                            .toString())
                    .header("Set-Cookie", Cookies.set(request, Cookies.SIGN_IN, browser, PATIENCE));
        } catch (OpenIdClient.Refused refused) {
            log.log(
                    Level.INFO,
                    "sign-in refused provider=" + client.provider().id() + " reason=\"" + refused.reason() + "\"");
            throw new Refusal(Code.UNAVAILABLE, client.provider().name() + " can't be reached; try again later");
        }
    }

    /// However it fails, the browser is sent to the same place; the log knows why.
    private Reply finish(Request request) {
        OpenIdClient client = client(request);
        try {
            User user = user(request, client);
            SignIn.SignedIn signedIn =
                    signIn.open(user, "openid:" + client.provider().id(), request);
            String next = signedIn.secondFactor() == null ? "/" : "/signin#second-factor";
            return redirect(next)
                    .header(
                            "Set-Cookie",
                            Cookies.set(request, Cookies.SESSION, signedIn.token(), LoginSessions.LIFETIME));
        } catch (OpenIdClient.Refused refused) {
            log.log(
                    Level.INFO,
                    "sign-in refused provider=" + client.provider().id() + " reason=\"" + refused.reason() + "\"");
            return redirect("/signin#error=provider");
        }
    }

    private User user(Request request, OpenIdClient client) throws OpenIdClient.Refused {
        Optional<String> state = request.query("state");
        Optional<String> browser = request.cookie(Cookies.SIGN_IN);
        boolean ours = state.isPresent()
                && browser.isPresent()
                && accounts.finish(client.provider().id(), browser.get(), state.get());
        String code = request.query("code").orElse("");
        boolean elsewhere = request.query("iss")
                .filter(issuer -> !issuer.equals(client.provider().issuer().toString()))
                .isPresent();
        if (!ours || code.isEmpty() || elsewhere) {
            throw new OpenIdClient.Refused("unknown state, another browser, another issuer or no code", null);
        }
        Account account = client.exchange(code, attempt(request, client, state.get()));
        return accounts.find(account)
                .orElseThrow(() -> new OpenIdClient.Refused("an unknown account without a verified address", null));
    }

    private Attempt attempt(Request request, OpenIdClient client, String state) {
        URI redirect = request.origin()
                .resolve("/api/v1/identity/auth/" + client.provider().id() + "/callback");
        return new Attempt(state, accounts.derived("nonce", state), accounts.derived("verifier", state), redirect);
    }

    private OpenIdClient client(Request request) {
        return Optional.ofNullable(clients.get(request.path("provider")))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "There is no such way to sign in here"));
    }

    private static Reply redirect(String to) {
        return Reply.bytes(302, "text/plain", new byte[0]).header("Location", to);
    }
}
