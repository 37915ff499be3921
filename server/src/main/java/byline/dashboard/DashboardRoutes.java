package byline.dashboard;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import java.util.List;
import java.util.Map;

/// The pages and what they load. Every page is the same shell, which finds out by itself what to show.
public final class DashboardRoutes {
    private static final List<String> PAGES = List.of(
            "/",
            "/signin",
            "/invitation",
            "/organizations/new",
            "/organizations/{id}/restore",
            "/access-requests",
            "/operator/access-requests",
            "/sites",
            "/sites/{id}",
            "/sites/{id}/quarantine",
            "/telemetry",
            "/telemetry/stages",
            "/telemetry/agents",
            "/telemetry/events",
            "/domains",
            "/domains/{id}/manifest",
            "/settings",
            "/settings/api-keys",
            "/settings/api-keys/{id}",
            "/settings/members",
            "/settings/organization",
            "/settings/delegations",
            "/settings/identifiers",
            "/settings/audit-log",
            "/settings/profile",
            "/settings/second-factors",
            "/settings/sessions");

    /// Scripts and styles from here alone, none inline, and markup from strings by lit-html's templates alone.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types lit-html";

    private static final Map<String, String> PAGE_HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cache-Control", "no-cache");

    private final Pages pages;

    public DashboardRoutes(Pages pages) {
        this.pages = pages;
    }

    public void register(Routes routes) {
        PAGES.forEach(path -> routes.get(path, request -> pages.shell().answer(request, PAGE_HEADERS)));
        routes.get("/assets/{version}/{+file}", this::file);
    }

    /// A file's address has the version in it, so what is there never changes.
    private Reply file(Request request) {
        return pages.find(request.path("file"))
                .filter(found -> request.path("version").equals(pages.version()))
                .map(found -> found.answer(request, PageFile.FOR_EVER))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "The dashboard has no such file"));
    }
}
