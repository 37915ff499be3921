package byline.dashboard;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Reply;
import byline.http.Request;
import byline.http.Routes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/openapi.json` and `/docs`: what the API is, for programs and for people, without a credential.
public final class ReferenceRoutes {
    /// As strict as the dashboard's, but for trusted types: the viewer sets markup that it has cleaned itself.
    private static final Map<String, String> PAGE_HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                            + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-cache");

    private static final Map<String, String> DOCUMENT_HEADERS =
            Map.of("Access-Control-Allow-Origin", "*", "Cache-Control", "no-cache");

    private @Nullable Reference read;

    public void register(Routes routes) {
        routes.get("/openapi.json", request -> reference().document().answer(request, DOCUMENT_HEADERS))
                .get("/docs", request -> reference().page().answer(request, PAGE_HEADERS))
                .get("/docs/{version}/{+file}", this::file);
    }

    /// Most servers are never asked, so nothing of it is read before somebody does.
    private synchronized Reference reference() {
        Reference known = read;
        if (known == null) {
            known = Reference.builtIn();
            read = known;
        }
        return known;
    }

    /// A file's address has the version in it, so what is there never changes.
    private Reply file(Request request) {
        Reference reference = reference();
        return reference
                .find(request.path("file"))
                .filter(found -> request.path("version").equals(reference.version()))
                .map(found -> found.answer(request, PageFile.FOR_EVER))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "The API's page has no such file"));
    }
}
