package byline.identity;

import byline.http.Reply;
import byline.http.Request;
import byline.identity.Users.User;
import byline.keys.OrganisationId;
import org.jspecify.annotations.Nullable;

/// The last step of every way to sign in: a fresh session, and the end of the one this browser had before.
final class SignIn {
    private final LoginSessions sessions;
    private final Organisations organisations;
    private final SecondFactors factors;

    SignIn(LoginSessions sessions, Organisations organisations, SecondFactors factors) {
        this.sessions = sessions;
        this.organisations = organisations;
        this.factors = factors;
    }

    /// @param secondFactor what else is needed before the session opens anything: null, or the kinds to choose from
    record SignedIn(
            String token,
            java.time.Instant expiresAt,
            User user,
            @Nullable OrganisationId organizationId,
            java.util.@Nullable List<String> secondFactor) {}

    /// @param way how the user proved to be this one, as `link` or `openid:google`
    SignedIn open(User user, String way, Request request) {
        request.cookie(Cookies.SESSION).ifPresent(token -> sessions.endToken(token, request.address()));
        OrganisationId organisation = organisations.list(user.id()).stream()
                .map(Organisations.Organisation::id)
                .findFirst()
                .orElse(null);
        java.util.List<String> due = factors.kinds(user.id());
        LoginSessions.Browser browser = new LoginSessions.Browser(
                request.address(), request.header("User-Agent").orElse(""));
        LoginSessions.Opened opened =
                sessions.open(new LoginSessions.Login(user.id(), organisation, browser, way, !due.isEmpty()));
        return new SignedIn(opened.token(), opened.expiresAt(), user, organisation, due.isEmpty() ? null : due);
    }

    Reply reply(User user, String way, Request request) {
        SignedIn signedIn = open(user, way, request);
        return Reply.ok(signedIn)
                .header("Set-Cookie", Cookies.set(request, Cookies.SESSION, signedIn.token(), LoginSessions.LIFETIME));
    }
}
