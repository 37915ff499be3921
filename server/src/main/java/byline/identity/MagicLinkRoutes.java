package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.MailTransport.Mail;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Signing in by a mailed link. The answers never tell whether an address is known.
final class MagicLinkRoutes {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MAILS_PER_MINUTE = 30;
    private static final int LONGEST_PATH = 500;
    private static final Pattern LOCAL_PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");

    private final MagicLinks links;
    private final Users users;
    private final SignIn signIn;
    private final Outbox outbox;
    private final Throttle throttle;

    MagicLinkRoutes(MagicLinks links, Users users, SignIn signIn, Outbox outbox, Throttle throttle) {
        this.links = links;
        this.users = users;
        this.signIn = signIn;
        this.outbox = outbox;
        this.throttle = throttle;
    }

    void register(Routes routes) {
        routes.post("/api/v1/identity/auth/magic-links", this::ask)
                .post("/api/v1/identity/auth/magic-links/consume", this::consume);
    }

    private record Wish(String email, @Nullable String redirect) {}

    private Reply ask(Request request) {
        Wish wish = request.json(Wish.class);
        String email = Texts.email(wish.email(), "email");
        throttle.take("sign-in mails to " + request.address(), MAILS_PER_MINUTE);
        String requestId = UUID.randomUUID().toString();
        String page = request.origin() + "/signin" + next(wish.redirect());
        outbox.later(() -> mail(email, requestId, page));
        return Reply.json(202, Map.of("request_id", requestId))
                .header("Set-Cookie", Cookies.set(request, Cookies.SIGN_IN, requestId, PATIENCE));
    }

    /// Where to go once signed in: a page of this server, so that no mail of ours leads elsewhere.
    private static String next(@Nullable String redirect) {
        if (redirect == null || redirect.equals("/")) {
            return "";
        }
        if (redirect.length() > LONGEST_PATH || !LOCAL_PATH.matcher(redirect).matches()) {
            throw new Refusal(
                    Code.INVALID_PARAMETER, "redirect must be a path of this server, such as /settings/api-keys");
        }
        return "?next=" + URLEncoder.encode(redirect, StandardCharsets.UTF_8);
    }

    private void mail(String email, String requestId, String page) {
        links.issue(email, requestId)
                .ifPresent(token -> outbox.send(new Mail(
                        email,
                        "Sign in to Byline",
                        "Open this link within ten minutes, in the browser you asked from:\n\n"
                                + page
                                + "#token="
                                + token
                                + "\n\nIf you did not ask to sign in, ignore this mail.\n")));
    }

    private record Use(String token, @Nullable String requestId) {}

    private Reply consume(Request request) {
        Use use = request.json(Use.class);
        String requestId = use.requestId() != null
                ? use.requestId()
                : request.cookie(Cookies.SIGN_IN).orElse(null);
        MagicLinks.Consumed consumed = Optional.ofNullable(use.token())
                .flatMap(token -> links.consume(token, requestId))
                .orElseThrow(() -> new Refusal(
                        Code.INVALID_REQUEST,
                        "The link is used up, too old or was asked for in another browser; ask for a new one"));
        return signIn.reply(users.findOrAdd(consumed.email(), consumed.operator()), "link", request);
    }
}
