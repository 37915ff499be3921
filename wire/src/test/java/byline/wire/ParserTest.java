package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ParserTest {
    private static final String RETRIEVAL = """
            {"type":"content_retrieved","timestamp":"2026-09-02T10:00:00Z","source_role":"edge",\
            "content_url":"https://example.com/a"}""";

    private static Delivery read(String body) {
        return Documents.read(body);
    }

    private static Delivery readSession(String body) {
        return Documents.readSession(body);
    }

    private static Event only(Delivery delivery) {
        assertThat(delivery.problems()).isEmpty();
        assertThat(delivery.events()).hasSize(1);
        return delivery.events().getFirst();
    }

    private static Event old(String event) {
        return only(read("{\"schema_version\":\"0.1\",\"session_id\":\"" + ID + "\",\"events\":[" + event + "]}"));
    }

    private static Event one(String event) {
        return only(read("{\"schema_version\":\"1.0\",\"session_id\":\"" + ID + "\",\"events\":[" + event + "]}"));
    }

    private static final String ID = "11111111-2222-4333-8444-555555555555";

    @Test
    void readsTheThreeGenerationsOfEdgeWorkers() {
        Delivery first = read("{\"events\":[" + RETRIEVAL + "]}");
        Delivery second = read("{\"schema_version\":\"0.1\",\"events\":[" + RETRIEVAL + "]}");
        Delivery third =
                read("{\"document_type\":\"event_batch\",\"schema_version\":\"1.0\",\"events\":[" + RETRIEVAL + "]}");

        assertThat(only(first)).isEqualTo(only(second)).isEqualTo(only(third));
        assertThat(first.envelope().version()).isEqualTo(WireVersion.V0_1);
        assertThat(third.envelope().version()).isEqualTo(WireVersion.V1_0);
        assertThat(third.envelope().documentType()).isEqualTo(DocumentType.EVENT_BATCH);
    }

    @Test
    void readsASingleEvent() {
        Delivery delivery = read("{\"event\":" + RETRIEVAL + ",\"schema_version\":\"1.0\"}");

        Event event = only(delivery);
        assertThat(delivery.envelope().documentType()).isEqualTo(DocumentType.EVENT);
        assertThat(event.type()).isEqualTo("content_retrieved");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-09-02T10:00:00Z"));
        assertThat(event.sourceRole()).isEqualTo("edge");
        assertThat(event.contentUrl()).isEqualTo("https://example.com/a");
        assertThat(event.rest()).isEqualTo(Json.EMPTY_OBJECT);
    }

    @Test
    void keepsUnknownFieldsByteForByte() {
        Event event = one("""
                {"x-new" : [1.50, {"b":null ,"\\u0061":"\\/"}],"type":"com.example.seen","timestamp":"2026-09-02T10:00:00Z",
                "data":{"n": 1e3}}""");

        assertThat(event.rest())
                .hasToString("{\"x-new\" : [1.50, {\"b\":null ,\"\\u0061\":\"\\/\"}],\"data\":{\"n\": 1e3}}");
    }

    @Test
    void takesANullForAnAbsentField() {
        Event event = one(RETRIEVAL.replace("}", ",\"id\":null,\"turn\":null,\"data\":null,\"turn_id\":null}"));

        assertThat(event).isEqualTo(one(RETRIEVAL));
    }

    @Test
    void mapsOldNames() {
        Event event = old("""
                {"type":"content_engaged","timestamp":"2026-09-02T10:00:00","content_url":"https://example.com/a",
                "oa_telemetry_id":"11111111-2222-4333-8444-555555555556",
                "data":{"interaction_type":"share","bot_category":"search","k":1}}""");

        assertThat(event.contentTelemetryId()).isEqualTo(UUID.fromString("11111111-2222-4333-8444-555555555556"));
        assertThat(event.data().engagementType()).isEqualTo("share");
        assertThat(event.data().purpose()).isEqualTo("search");
        assertThat(event.rest())
                .hasToString("{\"data\":{\"k\":1,\"purpose\":\"search\",\"engagement_type\":\"share\"}}");
        assertThat(event.normalised())
                .containsExactlyInAnyOrder(
                        "/timestamp", "/oa_telemetry_id", "/data/bot_category", "/data/interaction_type");
    }

    @Test
    void dropsACorrelationIdThatIsNone() {
        Event event = old(RETRIEVAL.replace("}", ",\"oa_telemetry_id\":\"abc\"}"));

        assertThat(event.contentTelemetryId()).isNull();
        assertThat(event.normalised()).containsExactly("/oa_telemetry_id");
    }

    @Test
    void fillsInWhatTheOldLineLeavesOut() {
        Event citation =
                old("{\"type\":\"content_cited\",\"timestamp\":\"2026-09-02T10:00:00Z\",\"content_id\":\"doi:1\"}");
        Event grounding = old(
                "{\"type\":\"content_grounded\",\"timestamp\":\"2026-09-02T10:00:00Z\",\"content_id\":\"doi:1\",\"data\":{}}");

        assertThat(citation.data().citationType()).isEqualTo("unclassified");
        assertThat(citation.rest()).hasToString("{\"data\":{\"citation_type\":\"unclassified\"}}");
        assertThat(grounding.data().scope()).isEqualTo("session");
        assertThat(grounding.normalised()).containsExactly("/data/scope");
    }

    @Test
    void stripsWhatTheDeclaredLevelForbids() {
        Event event = one("""
                {"type":"turn_completed","timestamp":"2026-09-02T10:00:00Z","turn":{"query_text":"secret","model_id":"m",
                "privacy_level":"intent","response_text":"also secret","query_tokens":3,"mine":true}}""");

        assertThat(event.rest())
                .hasToString(
                        "{\"turn\":{\"model_id\":\"m\",\"privacy_level\":\"intent\",\"query_tokens\":3,\"mine\":true}}");
        assertThat(event.stripped()).containsExactlyInAnyOrder("/turn/query_text", "/turn/response_text");
        assertThat(event.data().privacyLevel()).isEqualTo("intent");
    }

    @Test
    void dropsTheHashOfAnAddressAndSaysSo() {
        Event event = one(RETRIEVAL.replace("}", ",\"data\":{\"ip_hash\":\"sha256:00\",\"country\":\"DE\"}}"));

        assertThat(event.rest()).hasToString("{\"data\":{\"country\":\"DE\"}}");
        assertThat(event.stripped()).containsExactly("/data/ip_hash");
        assertThat(event.data().country()).isEqualTo("DE");
    }

    @Test
    void readsAnUndeclaredVersionByTheNamesItUses() {
        assertThat(read("{\"session_id\":\"" + ID + "\",\"events\":[" + RETRIEVAL + "]}")
                        .envelope()
                        .version())
                .isEqualTo(WireVersion.V0_1);
        assertThat(read("{\"session_id\":\"" + ID + "\",\"events\":[" + RETRIEVAL.replace("}", ",\"terms_ref\":\"t\"}")
                                + "]}")
                        .envelope()
                        .version())
                .isEqualTo(WireVersion.V1_0);
    }

    @Test
    void refusesAVersionThatIsNotAccepted() {
        byte[] body = ("{\"schema_version\":\"0.1\",\"events\":[" + RETRIEVAL + "]}").getBytes(StandardCharsets.UTF_8);
        Delivery delivery = new Parser(Limits.DEFAULT, Set.of(WireVersion.V1_0)).readDelivery(body, 0, body.length);

        assertThat(delivery.events()).isEmpty();
        assertThat(delivery.problems())
                .containsExactly(new Problem(-1, "/schema_version", "version", "\"0.1\" is not one of [1.0]"));
    }

    @Test
    void listsEveryProblemAndKeepsTheValidEvents() {
        Delivery delivery = read(
                "{\"schema_version\":\"1.0\",\"session_id\":\"" + ID + "\",\"events\":["
                        + RETRIEVAL
                        + ",{\"type\":\"content_retrieved\"},{\"type\":\"page_view\",\"timestamp\":\"2026-09-02T10:00:00Z\"},7]}");

        assertThat(delivery.events()).extracting(Event::index).containsExactly(0);
        assertThat(delivery.problems())
                .extracting(problem -> problem.index() + " " + problem.pointer() + " " + problem.rule())
                .containsExactly(
                        "1 /events/1/timestamp R01",
                        "1 /events/1/content_url R02",
                        "1 /events/1/source_role R03",
                        "2 /events/2/type type",
                        "3 /events/3 type");
    }

    @Test
    void refusesAKeyTwiceHoweverItIsWritten() {
        assertThat(read("{\"event\":{\"data\":{\"a\":1,\"\\u0061\":2}}}").problems())
                .extracting(Problem::rule)
                .containsExactly("json");
    }

    @Test
    void replacesANullInsteadOfWritingItsNameTwice() {
        Event renamed = old(RETRIEVAL.replace("}", ",\"data\":{\"purpose\":null,\"bot_category\":\"search\"}}"));
        Event filled = old("""
                {"type":"content_cited","timestamp":"2026-09-02T10:00:00Z","content_id":"a:1","data":{"citation_type":null}}""");

        assertThat(renamed.rest()).hasToString("{\"data\":{\"purpose\":\"search\"}}");
        assertThat(filled.rest()).hasToString("{\"data\":{\"citation_type\":\"unclassified\"}}");
    }

    @Test
    void keepsAnOldNameBesideItsSuccessor() {
        Event event = one(RETRIEVAL.replace("}", ",\"data\":{\"purpose\":\"training\",\"bot_category\":\"search\"}}"));

        assertThat(event.data().purpose()).isEqualTo("training");
        assertThat(event.rest()).hasToString("{\"data\":{\"purpose\":\"training\",\"bot_category\":\"search\"}}");
        assertThat(event.normalised()).isEmpty();
    }

    @Test
    void takesAMissingLevelOfTheOldLineForMinimal() {
        Event event = old("""
                {"type":"turn_started","timestamp":"2026-09-02T10:00:00Z","turn":{"topics":["a"],"privacy_level":"open"}}""");

        assertThat(event.rest()).hasToString("{\"turn\":{\"privacy_level\":\"minimal\"}}");
        assertThat(event.stripped()).containsExactly("/turn/topics");
        assertThat(event.normalised()).containsExactly("/turn/privacy_level");
    }

    @Test
    void readsOldValuesThatOneWouldRefuse() {
        Event event = old("""
                {"type":"content_retrieved","timestamp":"2026-09-02T10:00:00Z","content_url":"/a","turn_id":"1",
                "data":{"country":"us","response_status":"200","asn":"x","tokens_ingested":-1,"evidence":7}}""");

        assertThat(event.data().country()).isNull();
        assertThat(event.data().responseStatus()).isNull();
        assertThat(event.data().asn()).isNull();
        assertThat(event.rest().toString()).contains("\"country\":\"us\"");
    }

    @Test
    void readsAStretchOfALargerBuffer() {
        byte[] buffer = ("xx{\"event\":" + RETRIEVAL + "}}}").getBytes(StandardCharsets.UTF_8);

        assertThat(Documents.PARSER.readDelivery(buffer, 2, buffer.length - 4).problems())
                .isEmpty();
        assertThat(Documents.PARSER.readDelivery(buffer, 2, buffer.length - 3).problems())
                .extracting(Problem::rule)
                .containsExactly("json");
    }

    @Test
    void refusesMoreEventsThanTheLimit() {
        byte[] body = ("{\"events\":[" + RETRIEVAL + "," + RETRIEVAL + "]}").getBytes(StandardCharsets.UTF_8);
        Delivery delivery = new Parser(new Limits(1, 8, 1_000, 100, 5), EnumSet.allOf(WireVersion.class))
                .readDelivery(body, 0, body.length);

        assertThat(delivery.events()).isEmpty();
        assertThat(delivery.problems()).containsExactly(new Problem(-1, "/events", "limit", "more than 1 events"));
    }

    @Test
    void listsNoMoreProblemsThanTheLimit() {
        byte[] body = "{\"events\":[1,2,3,4,5,6,7,8,9]}".getBytes(StandardCharsets.UTF_8);
        Delivery delivery = new Parser(new Limits(10, 8, 1_000, 100, 5), EnumSet.allOf(WireVersion.class))
                .readDelivery(body, 0, body.length);

        assertThat(delivery.problems()).hasSize(5);
        assertThat(delivery.events()).isEmpty();
    }

    @Test
    void refusesADocumentAtTheWrongDoor() {
        String session = "{\"document_type\":\"session\",\"session_id\":\"" + ID
                + "\",\"started_at\":\"2026-09-02T10:00:00\",\"events\":[" + RETRIEVAL + "]}";

        assertThat(read(session).problems()).extracting(Problem::pointer).containsExactly("/document_type");
        assertThat(readSession(session).problems()).isEmpty();
        assertThat(readSession(session.replace("\"session\"", "\"event_batch\""))
                        .problems())
                .extracting(Problem::pointer)
                .containsExactly("/document_type");
    }

    @Test
    void takesRetrievalsAndOldEngagementsWithoutASession() {
        String engagement = RETRIEVAL.replace("retrieved", "engaged");

        assertThat(read("{\"schema_version\":\"0.1\",\"event\":" + engagement + "}")
                        .problems())
                .isEmpty();
        assertThat(read("{\"schema_version\":\"1.0\",\"event\":" + engagement + "}")
                        .problems())
                .extracting(problem -> problem.index() + problem.rule())
                .containsExactly("-1R13");
        assertThat(read("{\"event\":" + RETRIEVAL.replace("content_retrieved", "turn_started") + "}")
                        .problems())
                .extracting(problem -> problem.index() + problem.rule())
                .containsExactly("-1R13");
    }

    @Test
    void countsADisplayAndACommerceTypeAmongTheOldTypesOnly() {
        String display = RETRIEVAL.replace("content_retrieved", "content_displayed");

        assertThat(old(display).type()).isEqualTo("content_displayed");
        assertThat(Documents.readOne(display).problems())
                .extracting(Problem::pointer)
                .containsExactly("/events/0/type");
        assertThat(one(RETRIEVAL.replace("content_retrieved", "cart_add")).type())
                .isEqualTo("cart_add");
    }

    @Test
    void holdsABulkSessionToWhatItsEventsOweEachOther() {
        String event = RETRIEVAL.replace("}", ",\"id\":\"" + ID + "\"}");
        Delivery delivery = readSession("{\"schema_version\":\"1.0\",\"session_id\":\"" + ID
                + "\",\"started_at\":\"2026-09-02T10:00:00Z\",\"events\":[" + event + "," + event + "]}");

        assertThat(delivery.events()).extracting(Event::index).containsExactly(0);
        assertThat(delivery.problems()).extracting(Problem::rule).containsExactly("R12");
    }
}
