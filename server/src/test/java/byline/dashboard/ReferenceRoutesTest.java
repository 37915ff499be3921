package byline.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import byline.http.Door;
import byline.http.Proxies;
import byline.http.PublicAddress;
import byline.http.Routes;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ReferenceRoutesTest {
    private static final Door DOOR = open();
    private static final Caller ANYONE = new Caller(URI.create("http://127.0.0.1:" + DOOR.port()), List.of());

    private static Door open() {
        Routes routes = new Routes();
        new ReferenceRoutes().register(routes);
        return Door.open(routes, new Door.Listen("127.0.0.1", 0, 64, 1 << 24, Proxies.NONE, new PublicAddress(null)));
    }

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @Test
    void tellsProgramsAnywhereWhatTheApiIs() {
        Answer answer = ANYONE.get("/openapi.json");
        JsonNode document = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(document.get("openapi").stringValue()).isEqualTo("3.1.0");
        assertThat(document.at("/paths/~1events/post/responses").propertyNames())
                .contains("201", "400", "401", "403", "413", "415", "429", "503");
    }

    @Test
    void sendsTheDocumentOnce() {
        String tag = ANYONE.get("/openapi.json").header("etag");
        assertThat(ANYONE.with("If-None-Match", tag).get("/openapi.json").status())
                .isEqualTo(304);
        assertThat(ANYONE.with("If-None-Match", "\"other\"")
                        .get("/openapi.json")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void thePageLoadsNothingFromElsewhereAndEverythingItNamesIsThere() {
        Answer page = ANYONE.get("/docs");
        assertThat(page.header("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(page.text()).doesNotContain("://", "style=").doesNotContainPattern("<script(?![^>]*src=)");
        List<String> named = Pattern.compile("\"(/docs/[^\"]+)\"")
                .matcher(page.text())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(named).hasSize(4).allSatisfy(path -> {
            Answer file = ANYONE.get(path);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.header("cache-control")).contains("immutable");
        });
    }

    @Test
    void nothingElseIsThere() {
        assertThat(ANYONE.get("/docs/another/page.js").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(ANYONE.get("/docs/another/../openapi.yaml").status()).isEqualTo(404);
    }
}
