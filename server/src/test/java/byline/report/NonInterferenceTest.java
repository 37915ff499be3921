package byline.report;

import static org.assertj.core.api.Assertions.assertThat;

import byline.identity.Caller;
import byline.keys.Scope;
import byline.report.ReadServer.Tenant;
import byline.store.StoredEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an owner reads is the same to the byte whether others have events in the same sessions or not.
final class NonInterferenceTest {
    private static final List<String> READS = List.of(
            "/content-owners/summary",
            "/content-owners/summary?since=2026-03-02",
            "/content-owners/events?limit=7",
            "/content-owners/events?limit=7&offset=3&event_type=content_cited",
            "/content-owners/urls",
            "/content-owners/timeseries",
            "/content-owners/stages",
            "/content-owners/reconciliation",
            "/api/v1/sites",
            "/api/v1/sites/site_a/stats",
            "/api/v1/sites/site_a/events?limit=7",
            "/api/v1/sites/site_a/timeseries");

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void showsNothingOfOtherOwners(long seed, @TempDir Path folder) throws Exception {
        List<StoredEvent> all = new RandomTraffic(seed).events(1_500);
        List<StoredEvent> own = all.stream()
                .filter(event -> "org_a".equals(event.stamp().owner()))
                .toList();
        Path secret = Files.writeString(folder.resolve("secret"), "00".repeat(32));

        assertThat(answers(folder.resolve("all"), secret, all)).isEqualTo(answers(folder.resolve("own"), secret, own));
    }

    private static List<String> answers(Path folder, Path secret, List<StoredEvent> events) throws Exception {
        Files.createDirectory(folder);
        Files.copy(secret, folder.resolve("secret"));
        try (ReadServer server = new ReadServer(folder)) {
            Tenant owner = server.owner("a", "a.example");
            server.owner("b", "b.example", "www.b.example");
            server.site(owner, "site_a", "a.example", "UTC");
            server.append(events);
            server.append(Sample.of("byline.referral").site("site_a").id(new java.util.UUID(1, 1)));
            Caller reader = server.reader(owner, Scope.TELEMETRY_READ, Scope.ANALYTICS_READ);
            List<String> answers = new ArrayList<>();
            for (String read : READS) {
                Caller.Answer answer = reader.get(read);
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                answers.add(answer.text() + answer.header("etag"));
            }
            return answers;
        }
    }
}
