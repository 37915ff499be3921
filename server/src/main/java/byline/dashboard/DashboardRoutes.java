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
            "/sites",
            "/sites/{id}",
            "/domains",
            "/settings",
            "/settings/api-keys",
            "/settings/api-keys/{id}",
            "/settings/members",
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

    private static final Map<String, String> FILE_HEADERS = Map.of(
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "public, max-age=31536000, immutable");

    private final Pages pages;

    public DashboardRoutes(Pages pages) {
        this.pages = pages;
    }

    public void register(Routes routes) {
        PAGES.forEach(path -> routes.get(path, request -> reply(request, pages.shell(), PAGE_HEADERS)));
        routes.get("/assets/{version}/{+file}", this::file);
    }

    /// A file's address has the version in it, so what is there never changes.
    private Reply file(Request request) {
        return pages.find(request.path("file"))
                .filter(found -> request.path("version").equals(pages.version()))
                .map(found -> reply(request, found, FILE_HEADERS))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "The dashboard has no such file"));
    }

    private static Reply reply(Request request, PageFile file, Map<String, String> headers) {
        boolean unchanged =
                request.header("If-None-Match").filter(file.tag()::equals).isPresent();
        boolean gzip =
                request.header("Accept-Encoding").filter(PageFile::isGzip).isPresent();
        Reply reply = unchanged
                ? Reply.bytes(304, file.mediaType(), new byte[0])
                : Reply.bytes(200, file.mediaType(), gzip ? file.gzipped() : file.plain());
        if (gzip && !unchanged) {
            reply.header("Content-Encoding", "gzip");
        }
        headers.forEach(reply::header);
        return reply.header("ETag", file.tag()).header("Vary", "Accept-Encoding");
    }
}
