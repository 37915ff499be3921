package byline.telemetry;

import static byline.telemetry.Bodies.batch;
import static byline.telemetry.Bodies.retrieved;
import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.identity.TestServer.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
    @TempDir
    Path folder;

    TelemetryServer server;
    Tenant oracle;
    Caller agent;

    @BeforeEach
    void start() {
        server = new TelemetryServer(folder);
        oracle = server.platform("oracle");
        agent = server.writer(oracle);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String withId(String event, String contentId) {
        return event.replace("\"content_url\"", "\"content_id\":\"" + contentId + "\",\"content_url\"");
    }

    private static String onlyId(int number, String contentId) {
        return retrieved(number, "").replace("\"content_url\":\"\"", "\"content_id\":\"" + contentId + "\"");
    }

    private List<@Nullable String> owners() {
        return server.eventsOf(oracle).stream()
                .<@Nullable String>map(StoredRow::owner)
                .toList();
    }

    private static void await(BooleanSupplier done) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    private void awaitClaims(Tenant tenant, int jobs) {
        Caller reader = server.reader(tenant);
        await(() -> {
            Answer claims = reader.get("/content-owners/claims");
            return claims.text().split("\"status\":\"done\"", -1).length == jobs + 1;
        });
    }

    @Test
    void findsTheOwnerByThePrefixOfTheContentId() {
        Tenant press = server.owner("press.example.com");
        server.prove(press, "press.example.com", "isbn:978-1-");
        agent.post("/events", batch(onlyId(1, "isbn:978-1-4028-9462-6"), onlyId(2, "isbn:978-2-4028-9462-6")));
        assertThat(owners()).containsExactly(press.id().value(), null);
    }

    @Test
    void letsAContentOwnersKeyReportItsOwnIds() {
        Tenant press = server.owner("press.example.com");
        server.prove(press, "press.example.com", "isbn:978-1-");
        Caller edge = server.writer(press);
        assertThat(edge.post("/events", batch(onlyId(1, "isbn:978-1-4028-9462-6")))
                        .status())
                .isEqualTo(201);
        assertThat(edge.post("/events", batch(onlyId(2, "isbn:978-2-4028-9462-6")))
                        .outcome())
                .isEqualTo("403 DOMAIN_NOT_BOUND");
    }

    @Test
    void showsWhatTwoClaimToNeitherAndListsItForBoth() {
        Tenant press = server.owner("press.example.com");
        Tenant shop = server.owner("shop.example.com");
        server.prove(press, "press.example.com", "isbn:978-1-");
        agent.post("/events", batch(withId(retrieved(1, "https://shop.example.com/b"), "isbn:978-1-4028")));
        assertThat(server.eventsOf(oracle)).singleElement().satisfies(row -> {
            assertThat(row.owner()).isEqualTo(shop.id().value());
            assertThat(row.conflict()).isEqualTo(press.id().value());
        });
        Answer forShop = server.reader(shop).get("/content-owners/conflicts");
        assertThat(forShop.json().get("items").get(0).toString())
                .contains(
                        "\"host\":\"shop.example.com\"",
                        "\"claimed_by\":\"domain\"",
                        press.id().value());
        assertThat(server.reader(press).get("/publisher/conflicts").text())
                .contains("\"claimed_by\":\"prefix\"", shop.id().value(), "\"events\":1");
        assertThat(server.reader(server.newcomer())
                        .get("/content-owners/conflicts")
                        .text())
                .isEqualTo("{\"items\":[]}");
    }

    @Test
    void settlesAConflictWhenOneClaimIsWithdrawn() {
        Tenant press = server.owner("press.example.com");
        Tenant shop = server.owner("shop.example.com");
        server.prove(press, "press.example.com", "isbn:978-1-");
        agent.post("/events", batch(withId(retrieved(1, "https://shop.example.com/b"), "isbn:978-1-4028")));
        String prefix = press.owner()
                .get("/api/v1/identity/identifier-prefixes")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .stringValue();
        press.owner().delete("/api/v1/identity/identifier-prefixes/" + prefix);
        await(() -> server.eventsOf(oracle).getFirst().conflict() == null);
        assertThat(owners()).containsExactly(shop.id().value());
        assertThat(server.reader(shop).get("/content-owners/conflicts").text()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void givesEventsToWhoeverProvesTheDomainLater() {
        agent.post(
                "/events",
                batch(
                        retrieved(1, "https://late.example/a"),
                        retrieved(2, "https://www.late.example/b"),
                        retrieved(3, "https://notlate.example/")));
        assertThat(owners()).containsOnlyNulls();
        assertThat(server.reader(oracle)
                        .get("/agent/unattributed")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(item -> item.get("host").stringValue()))
                .containsExactly("late.example", "notlate.example", "www.late.example");
        Tenant late = server.owner("late.example");
        awaitClaims(late, 1);
        assertThat(owners()).containsExactly(late.id().value(), late.id().value(), null);
        assertThat(server.reader(late)
                        .get("/content-owners/claims")
                        .json()
                        .get("items")
                        .get(0)
                        .toString())
                .contains("\"kind\":\"domain\"", "\"subject\":\"late.example\"", "\"events_changed\":2");
    }

    @Test
    void leavesAnEventWithWhomeverItBelongedToWhenItCame() {
        Tenant first = server.owner("shared.example");
        agent.post("/events", batch(retrieved(1, "https://blog.shared.example/")));
        Tenant second = server.owner("blog.shared.example");
        awaitClaims(second, 1);
        agent.post("/events", batch(retrieved(2, "https://blog.shared.example/")));
        assertThat(owners()).containsExactly(first.id().value(), second.id().value());
    }

    @Test
    void givesEventsToWhoeverProvesThePrefixLater() {
        agent.post("/events", batch(onlyId(1, "isbn:978-1-4028"), onlyId(2, "isbn:978-2-4028")));
        Tenant press = server.owner("press.example.com");
        server.prove(press, "press.example.com", "isbn:978-1-");
        awaitClaims(press, 2);
        assertThat(owners()).containsExactly(press.id().value(), null);
    }

    @Test
    void takesUpAtTheNextStartWhatNoJobHasDone() {
        agent.post("/events", batch(retrieved(1, "https://late.example/a")));
        stop();
        Tenant late;
        try (byline.identity.TestServer without = new byline.identity.TestServer(folder)) {
            late = without.tenant("editor@late.example", "content_owner");
            without.prove(late, "late.example");
        }
        server = new TelemetryServer(folder);
        await(() -> late.id().value().equals(server.eventsOf(oracle).getFirst().owner()));
    }

    @Test
    void refusesTypesThatAreTheServersOwn() {
        String session = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
        for (String type : List.of("byline.session_ended", "byline.click_token", "byline.conversion", "byline.x")) {
            String event = Bodies.cited(1, "https://a.example/").replace("content_cited", type);
            assertThat(agent.post("/events", Bodies.batchIn(session, event)).outcome())
                    .as(type)
                    .isEqualTo("400 INVALID_DOCUMENT");
        }
    }

    @Test
    void guardsTheListsLikeEveryRead() {
        for (String path : List.of("/content-owners/conflicts", "/content-owners/claims", "/agent/unattributed")) {
            assertThat(server.anyone().get(path).outcome()).isEqualTo("401 MISSING_KEY");
            assertThat(agent.get(path).outcome()).isEqualTo("403 MISSING_SCOPE");
            assertThat(agent.post(path, "{}").outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
        }
    }
}
