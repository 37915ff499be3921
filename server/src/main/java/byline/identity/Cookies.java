package byline.identity;

import byline.http.Request;
import java.time.Duration;

/// The cookies of the dashboard: out of reach of scripts, not sent along by other sites' forms.
final class Cookies {
    /// The login session.
    static final String SESSION = "byline_session";

    /// Which browser asked for a sign-in.
    static final String SIGN_IN = "byline_signin";

    private Cookies() {}

    static String set(Request request, String name, String value, Duration age) {
        return name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + age.toSeconds()
                + (request.isSecure() ? "; Secure" : "");
    }

    static String clear(Request request, String name) {
        return set(request, name, "", Duration.ZERO);
    }
}
