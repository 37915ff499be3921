package byline.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import byline.http.Door;
import byline.http.Proxies;
import byline.http.PublicAddress;
import byline.http.Routes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class DashboardRoutesTest {
    private static final Pages PAGES = Pages.builtIn();
    private static final Door DOOR = open();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Door open() {
        Routes routes = new Routes();
        new DashboardRoutes(PAGES).register(routes);
        return Door.open(routes, new Door.Listen("127.0.0.1", 0, 64, 1 << 24, Proxies.NONE, new PublicAddress(null)));
    }

    @AfterAll
    static void close() {
        HTTP.close();
        DOOR.close();
    }

    @Test
    void everyAddressThePagesKnowAnswersTheShell() {
        for (String path : all("path: '([^']+)'", text(get("/assets/" + PAGES.version() + "/routes.js")))) {
            HttpResponse<byte[]> answer = get(path.replace(":id", "site_1"));
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).isEqualTo(PAGES.shell().plain());
        }
    }

    @Test
    void everythingTheShellNamesIsServedAndMayBeKeptForEver() {
        List<String> named = all("\"(/assets/[^\"]+)\"", text(get("/")));
        assertThat(named).hasSizeGreaterThan(20).anyMatch(path -> path.endsWith("lit-html.js"));
        for (String path : named) {
            HttpResponse<byte[]> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(header(answer, "Cache-Control")).as(path).contains("immutable");
            assertThat(header(answer, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        }
    }

    @Test
    void everyModuleAnImportNamesIsThere() {
        for (String module : all("\"/assets/[^/]+/([^\"]+\\.js)\"", text(get("/")))) {
            String code = new String(PAGES.find(module).orElseThrow().plain(), StandardCharsets.UTF_8);
            for (String named : all("from '(\\.[^']+)'", code)) {
                String wanted = URI.create(module).resolve(named).toString();
                assertThat(PAGES.find(wanted)).as(named + " in " + module).isPresent();
            }
        }
    }

    @Test
    void aPageAllowsNothingInlineAndNothingFromElsewhere() {
        HttpResponse<byte[]> page = get("/");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(text(page)).doesNotContain("style=", "onclick=").doesNotContainPattern("<script(?![^>]*src=)");
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() {
        HttpResponse<byte[]> first = get("/");
        HttpResponse<byte[]> second = get("/", "If-None-Match", header(first, "ETag"));
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(get("/", "If-None-Match", "\"another\"").statusCode()).isEqualTo(200);
    }

    @Test
    void compressesForThoseWhoAskFor() throws IOException {
        HttpResponse<byte[]> answer = get("/", "Accept-Encoding", "br, gzip");
        assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(PAGES.shell().plain());
        }
        assertThat(get("/", "Accept-Encoding", "gzip;q=0").body())
                .isEqualTo(PAGES.shell().plain());
    }

    @Test
    void nothingElseOfTheJarCanBeRead() {
        String assets = "/assets/" + PAGES.version() + "/";
        for (String path : List.of(
                assets + "none.js",
                assets + "Pages.class",
                assets + "..%2fhttp%2fDoor.class",
                assets + "../../byline/Main.class",
                "/assets/another-version/app.js")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private static HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + DOOR.port() + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
