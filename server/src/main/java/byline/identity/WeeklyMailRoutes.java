package byline.identity;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import byline.identity.Sites.Site;
import byline.keys.Role;
import java.nio.charset.StandardCharsets;

/// The weekly mail about a site: each member for themselves, and one click without signing in to end it (RFC 8058).
final class WeeklyMailRoutes {
    private static final String PATH = "/api/v1/identity/sites/{id}/weekly-mail";
    private static final String ASK = page("<form method=\"post\"><button>Stop this weekly mail</button></form>");
    private static final String DONE = page("<p>You get this weekly mail no more.</p>");

    private final WeeklyMails mails;
    private final Sites sites;
    private final People people;

    WeeklyMailRoutes(WeeklyMails mails, Sites sites, People people) {
        this.mails = mails;
        this.sites = sites;
        this.people = people;
    }

    void register(Routes routes) {
        routes.get(PATH, request -> wanted(request, mine(request)))
                .post(PATH, request -> {
                    mails.begin(mine(request), user(request));
                    return wanted(request, mine(request));
                })
                .delete(PATH, request -> {
                    mails.end(mine(request), user(request));
                    return Reply.noContent();
                })
                .get("/unsubscribe/{token}", request -> html(ASK))
                .post("/unsubscribe/{token}", request -> {
                    mails.end(request.path("token"));
                    return html(DONE);
                });
    }

    private record Wanted(boolean wanted) {}

    private Reply wanted(Request request, Site site) {
        return Reply.ok(new Wanted(mails.isWanted(site, user(request))));
    }

    private String user(Request request) {
        return people.require(request).userId();
    }

    private Site mine(Request request) {
        People.Member member = people.require(request, Role.VIEWER);
        return sites.find(member.organisation(), request.path("id"))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "This organisation has no such site"));
    }

    private static Reply html(String page) {
        return Reply.bytes(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'; form-action 'self'");
    }

    private static String page(String body) {
        return "<!doctype html><html lang=\"en\"><meta name=\"viewport\" content=\"width=device-width\">"
                + "<title>Weekly mail</title>" + body + "</html>";
    }
}
