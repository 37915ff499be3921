package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import byline.wire.Occurrences.Count;
import byline.wire.Occurrences.Counts;
import byline.wire.Occurrences.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
    private static final UUID SESSION = UUID.fromString(Documents.SESSION_ID);
    private static final UUID FETCH = new UUID(1, 1);
    private static final String URL = "https://example.com/a";

    private final List<Observed> observed = new ArrayList<>();

    private void add(@Nullable String ctxToken, String type, String members) {
        String id = new UUID(7, observed.size()).toString();
        Delivery delivery =
                Documents.readOld("{\"id\":\"%s\",\"type\":\"%s\",\"timestamp\":\"2026-09-02T10:00:00Z\",%s}"
                        .formatted(id, type, members));
        assertThat(delivery.problems()).isEmpty();
        observed.add(new Observed(
                ctxToken == null ? SESSION : null, ctxToken, delivery.events().getFirst()));
    }

    private void add(String type, String members) {
        add(null, type, members);
    }

    private Count count(Stage stage) {
        return java.util.Objects.requireNonNull(
                Occurrences.count(observed).stages().get(stage));
    }

    @Test
    void countsSeveralObserversOfOneFetchOnce() {
        String fetch = "\"content_telemetry_id\":\"" + FETCH + "\",\"content_url\":";
        add("content_retrieved", "\"source_role\":\"edge\"," + fetch + "\"https://EXAMPLE.com/a\"");
        add("content_retrieved", "\"source_role\":\"agent\"," + fetch + "\"" + URL + "\"");
        add("content_retrieved", "\"source_role\":\"agent\"," + fetch + "\"https://example.com/b\"");
        add("content_retrieved", "\"source_role\":\"agent\",\"content_url\":\"" + URL + "\"");

        assertThat(count(Stage.RETRIEVED)).isEqualTo(new Count(4, 3, 1));
    }

    @Test
    void countsAGroundingOnceASessionOrATurnAndAgainForANewVersion() {
        String content = "\"content_id\":\"doi:1\",\"data\":{\"scope\":";
        add("content_grounded", content + "\"session\"}");
        add("content_grounded", content + "\"session\",\"chunk\":2}");
        add("content_grounded", "\"turn_id\":\"1\"," + content + "\"turn\",\"content_version\":\"a\"}");
        add("content_grounded", "\"turn_id\":\"1\"," + content + "\"turn\",\"content_version\":\"b\"}");
        add("content_grounded", "\"turn_id\":\"1\"," + content + "\"turn\"}");
        add("content_grounded", "\"turn_id\":\"2\"," + content + "\"turn\"}");

        assertThat(count(Stage.GROUNDED)).isEqualTo(new Count(6, 4, 0));
    }

    @Test
    void countsACitationOnceForEachElementOfAnOutput() {
        String source = "\"content_url\":\"" + URL + "\",\"output_id\":\"o\",\"output_element_id\":";
        add("content_cited", source + "\"1\"");
        add("content_cited", source + "\"1\"");
        add("content_cited", source + "\"2\"");

        assertThat(count(Stage.CITED)).isEqualTo(new Count(3, 2, 0));
    }

    @Test
    void flagsACitationWithoutAGrounding() {
        add("content_grounded", "\"content_id\":\"doi:1\",\"content_url\":\"" + URL + "\"");
        add("content_cited", "\"content_url\":\"" + URL + "#top\"");
        add("content_cited", "\"content_id\":\"doi:1\"");
        add("content_cited", "\"content_id\":\"doi:2\"");

        assertThat(Occurrences.count(observed).uncorroboratedCitations()).isEqualTo(1);
    }

    @Test
    void countsADisplayOfTheOldLineAsAPresentation() {
        add("content_displayed", "\"content_url\":\"" + URL + "\"");

        assertThat(count(Stage.PRESENTED)).isEqualTo(new Count(1, 1, 0));
    }

    @Test
    void takesADestinationsReportForCorroborationNotForASecondClick() {
        String token = "ct_k3JhZ9-_Qm1xV7aB";
        add("content_engaged", "\"content_url\":\"" + URL + "\",\"ctx_token\":\"" + token + "\"");
        add(token, "content_engaged", "\"content_url\":\"" + URL + "\"");
        add(token, "content_engaged", "\"content_url\":\"" + URL + "\"");
        add("content_engaged", "\"content_url\":\"" + URL + "\"");

        assertThat(count(Stage.ENGAGED)).isEqualTo(new Count(4, 2, 1));
    }

    @Test
    void countsARepeatedEventOnce() {
        add("content_retrieved", "\"content_url\":\"" + URL + "\"");
        observed.add(observed.getFirst());

        assertThat(count(Stage.RETRIEVED)).isEqualTo(new Count(1, 1, 0));
    }

    @Test
    void countsNothingInNothing() {
        Counts counts = Occurrences.count(List.of());

        assertThat(counts.stages().values()).containsOnly(new Count(0, 0, 0)).hasSize(5);
        assertThat(counts.uncorroboratedCitations()).isZero();
    }
}
