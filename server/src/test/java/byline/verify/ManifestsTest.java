package byline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.TestClock;
import byline.verify.Manifests.Absent;
import byline.verify.Manifests.Found;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {
    private static final String ID = "https://example.com/.well-known/content-telemetry.json";
    private static final String PLACE = "example.com/.well-known/content-telemetry.json";
    private static final String MANIFEST = """
            {"schema_version":"1.0","id":"%s","roles":["agent"],"operator":{"name":"E"},
             "telemetry":{"endpoint":"https://example.com/events"}}""";

    private final TestClock clock = new TestClock();
    private final NameServer dns = new NameServer();
    private final WebSites sites = new WebSites();
    private WebFetch web;
    private Manifests manifests;

    @BeforeEach
    void start() {
        dns.address("example.com", "127.0.0.1");
        web = new WebFetch(dns.names(), new PublicSuffixes(), sites.reach());
        manifests = new Manifests(web, clock);
    }

    @AfterEach
    void stop() {
        web.close();
        sites.close();
        dns.close();
    }

    @Test
    void findsAManifestWhereItIsPublished() {
        sites.page(PLACE, MANIFEST.formatted(ID));
        assertThat(manifests.find(ID))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.manifest().id()).isEqualTo(ID));
    }

    @Test
    void asksAgainOnlyWhenItMayBeOutOfDate() {
        sites.handle(PLACE, exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", "public, max-age=600");
            WebSites.send(exchange, 200, MANIFEST.formatted(ID));
        });
        manifests.find(ID);
        clock.advance(Duration.ofMinutes(9));
        manifests.find(ID);
        assertThat(sites.asked()).hasSize(1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(manifests.find(ID)).isInstanceOf(Found.class);
        assertThat(sites.asked()).hasSize(2);
    }

    @Test
    void remembersForAMinuteThatThereIsNone() {
        assertThat(manifests.find(ID)).isEqualTo(new Absent("its address answered 404"));
        sites.page(PLACE, MANIFEST.formatted(ID));
        assertThat(manifests.find(ID)).isInstanceOf(Absent.class);
        clock.advance(Duration.ofSeconds(61));
        assertThat(manifests.find(ID)).isInstanceOf(Found.class);
    }

    @Test
    void asksOnceHoweverManyWaitForIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        sites.handle(PLACE, exchange -> {
            asked.countDown();
            await(answer);
            WebSites.send(exchange, 200, MANIFEST.formatted(ID));
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Manifests.Result> first = threads.submit(() -> manifests.find(ID));
            await(asked);
            List<Future<Manifests.Result>> others = Stream.generate(() -> threads.submit(() -> manifests.find(ID)))
                    .limit(50)
                    .toList();
            answer.countDown();
            assertThat(first.get()).isInstanceOf(Found.class);
            for (Future<Manifests.Result> other : others) {
                assertThat(other.get()).isInstanceOf(Found.class);
            }
        }
        assertThat(sites.asked()).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void doesNotTakeAnInvalidManifestOrOneOfSomeoneElse() {
        sites.page(PLACE, "{}");
        assertThat(manifests.find(ID)).isInstanceOf(Absent.class);
        clock.advance(Duration.ofHours(2));
        sites.page(PLACE, MANIFEST.formatted("https://other.example/.well-known/content-telemetry.json"));
        assertThat(manifests.find(ID)).isInstanceOf(Absent.class);
    }

    @Test
    void asksNobodyForWhatIsNoId() {
        for (String id : new String[] {
            "http://example.com/.well-known/content-telemetry.json",
            "https://example.com/",
            "https://example.com:8443/.well-known/content-telemetry.json",
            "https://a@example.com/.well-known/content-telemetry.json",
            "https://example.com/../.well-known/content-telemetry.json",
            "https://example.com/?/.well-known/content-telemetry.json"
        }) {
            assertThat(manifests.find(id)).as(id).isInstanceOf(Absent.class);
        }
        assertThat(sites.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|3600",
                "max-age=600|600",
                "public, MAX-AGE=\"600\"|600",
                "max-age=1|60",
                "max-age=999999999|86400",
                "no-store|60",
                "no-cache, max-age=600|60",
                "s-maxage=5|3600"
            })
    void keepsOneAsLongAsItMayWithinBounds(@org.jspecify.annotations.Nullable String header, long seconds) {
        assertThat(CacheControl.lifetime(header == null ? "" : header)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
