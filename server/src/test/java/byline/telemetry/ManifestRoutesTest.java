package byline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import byline.http.PublicAddress;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import byline.wire.Limits;
import byline.wire.ManifestReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestRoutesTest {
    private static final String PLACE = "/.well-known/content-telemetry.json";
    private static final String MANIFEST = """
            {"schema_version":"1.0","id":"https://bugle.example/.well-known/content-telemetry.json",
             "roles":["content_owner"],"operator":{"name":"Bugle"},"domains":["bugle.example"]}""";

    @TempDir
    Path folder;

    private static String domain(Tenant tenant) {
        return "/api/v1/identity/domains/"
                + tenant.owner()
                        .get("/api/v1/identity/domains")
                        .json()
                        .get(0)
                        .get("id")
                        .stringValue()
                + "/manifest";
    }

    @Test
    void publishesItsOwnValidManifestAtAnHttpsAddress() {
        PublicAddress address = new PublicAddress(URI.create("https://byline.example"));
        try (TelemetryServer server = new TelemetryServer(folder, address)) {
            Answer own = server.anyone().get(PLACE);
            assertThat(own.status()).isEqualTo(200);
            assertThat(own.header("cache-control")).isEqualTo("public, max-age=3600");
            assertThat(own.header("access-control-allow-origin")).isEqualTo("*");
            ManifestReader.Result read =
                    new ManifestReader(Limits.DEFAULT).read(own.text().getBytes(StandardCharsets.UTF_8));
            assertThat(read.problems()).isEmpty();
            assertThat(own.text("id")).isEqualTo("https://byline.example" + PLACE);
            assertThat(own.json().get("telemetry").get("endpoint").stringValue())
                    .isEqualTo("https://byline.example/events");
        }
    }

    @Test
    void hasNoneOfItsOwnWithoutAnHttpsAddress() {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            assertThat(server.anyone().get(PLACE).outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(server.anyone().post(PLACE, "{}").outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
        }
    }

    @Test
    void publishesAnOwnersManifestAsLongAsTheDomainIsItsOwn() {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Tenant bugle = server.owner("bugle.example");
            Answer published = bugle.owner().send("PUT", domain(bugle), MANIFEST);
            assertThat(published.status()).as(published.text()).isEqualTo(200);
            assertThat(published.text("address")).endsWith("/manifests/bugle.example");
            assertThat(server.anyone().get("/manifests/Bugle.example").text()).isEqualTo(MANIFEST);
            assertThat(bugle.owner().get(domain(bugle)).text()).isEqualTo(MANIFEST);
        }
        try (TelemetryServer server = new TelemetryServer(folder)) {
            assertThat(server.anyone().get("/manifests/bugle.example").text()).isEqualTo(MANIFEST);
            Tenant bugle = new Tenant(
                    server.server().signIn("editor@bugle.example"), new byline.keys.OrganisationId("unused"));
            assertThat(bugle.owner().delete(domain(bugle)).status()).isEqualTo(204);
            assertThat(server.anyone().get("/manifests/bugle.example").outcome())
                    .isEqualTo("404 NOT_FOUND");
            assertThat(bugle.owner().delete(domain(bugle)).outcome()).isEqualTo("404 NOT_FOUND");
            bugle.owner().send("PUT", domain(bugle), MANIFEST);
            bugle.owner().delete(domain(bugle).replace("/manifest", ""));
            assertThat(server.anyone().get("/manifests/bugle.example").outcome())
                    .isEqualTo("404 NOT_FOUND");
        }
    }

    @Test
    void refusesAManifestThatIsInvalidOrOfAnotherDomain() {
        try (TelemetryServer server = new TelemetryServer(folder)) {
            Tenant bugle = server.owner("bugle.example");
            String path = domain(bugle);
            for (String wrong : List.of(
                    MANIFEST.replace("\"bugle.example\"]", "\"other.example\"]"),
                    MANIFEST.replace("bugle.example", "other.example"),
                    "{}",
                    "[")) {
                assertThat(bugle.owner().send("PUT", path, wrong).outcome()).isEqualTo("400 INVALID_DOCUMENT");
            }
            assertThat(bugle.owner().get(path).outcome()).isEqualTo("404 NOT_FOUND");
            Tenant stranger = server.owner("stranger.example");
            assertThat(stranger.owner().send("PUT", path, MANIFEST).outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(server.writer(bugle).get(path).outcome()).isEqualTo("401 SESSION_REQUIRED");
        }
    }
}
