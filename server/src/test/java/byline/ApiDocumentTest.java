package byline;

import static org.assertj.core.api.Assertions.assertThat;

import byline.http.ApiDocument;
import byline.http.ApiOperation;
import byline.http.Code;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Holds the server to the document of its API and the document to the server.
class ApiDocumentTest {
    /// What is no part of the API: pages and what they load, and paths that only say better what is missing.
    private static final Predicate<String> NOT_THE_API = Pattern.compile("GET /("
                    + "|signin|invitation|organizations/(new|\\{}/restore)|(operator/)?access-requests|sites(/\\{}(/quarantine)?)?"
                    + "|telemetry(/.*)?|domains(/\\{}/manifest)?|settings(/.*)?"
                    + "|docs(/\\{}/\\{})?|assets/\\{}/\\{}|b\\.[0-9a-f]+\\.js"
                    + "|api/v1/sites//?(stats|events|timeseries)|api/v1/sites/\\*"
                    + ")")
            .asMatchPredicate();

    /// Whoever has a key may end it, whatever the key may do else.
    private static final Set<String> NEVER_FORBIDDEN = Set.of("/keys/revoke-leaked");

    private static final ApiDocument DOCUMENT = ApiDocument.read();

    @Test
    void theServerAnswersWhatTheDocumentListsAndNothingElse(@TempDir Path folder) {
        try (Server server = Server.start(Config.defaults(folder).with(Setting.PORT, "0"), Clock.systemUTC())) {
            Set<String> served = server.routes().stream()
                    .map(route -> ApiOperation.signature(route.method(), route.pattern()))
                    .filter(NOT_THE_API.negate())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> described = DOCUMENT.operations().stream()
                    .map(ApiOperation::signature)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(served).as("served").containsAll(described);
            assertThat(described).as("described").containsAll(served);
        }
    }

    @Test
    void theAuthorisationTableHasARowForEveryOperation() {
        Set<String> rows = AuthorisationTable.read().routes().stream()
                .map(row -> ApiOperation.signature(row.method(), row.path().replaceFirst("\\?.*", "")))
                .collect(Collectors.toSet());
        assertThat(DOCUMENT.operations())
                .filteredOn(operation -> !operation.isAlias())
                .allSatisfy(operation -> assertThat(rows).contains(operation.signature()));
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        List<String> wrong = new ArrayList<>();
        for (ApiOperation operation : DOCUMENT.operations()) {
            bodies(operation).forEach(body -> examples(body)
                    .flatMap(example -> DOCUMENT.schemas().violations(body.path("schema"), example).stream())
                    .forEach(violation -> wrong.add(operation + ": " + violation)));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyJsonBodyHasAnExample() {
        assertThat(DOCUMENT.operations())
                .allSatisfy(operation -> assertThat(bodies(operation)).allSatisfy(body -> assertThat(examples(body))
                        .as("%s %s", operation, body.path("schema"))
                        .isNotEmpty()));
    }

    @Test
    void everyOperationListsHowItsCredentialsAreRefused() {
        for (ApiOperation operation : DOCUMENT.operations()) {
            String security = operation.node().path("security").toString();
            if (security.contains("ApiKey")) {
                assertThat(statuses(operation)).as(operation.toString()).contains("400", "401", "429");
                assertThat(statuses(operation).contains("403") || NEVER_FORBIDDEN.contains(operation.path()))
                        .as(operation + " lists 403")
                        .isTrue();
            } else if (security.contains("Session")) {
                assertThat(statuses(operation)).as(operation.toString()).contains("401");
                if (!operation.method().equals("GET")) {
                    assertThat(statuses(operation)).as(operation.toString()).contains("403");
                }
            }
        }
    }

    @Test
    void everyOperationThatTakesABodyListsHowTheBodyIsRefused() {
        assertThat(DOCUMENT.operations())
                .filteredOn(operation -> operation.node().has("requestBody"))
                .allSatisfy(operation -> assertThat(statuses(operation)).contains("400", "413", "415"));
    }

    @Test
    void everyCodeIsDescribed() {
        assertThat(Code.values())
                .filteredOn(code -> code != Code.PLAN_REQUIRED) // every plan includes every read
                .extracting(Code::text)
                .allMatch(DOCUMENT.root().toString()::contains);
    }

    private static Set<String> statuses(ApiOperation operation) {
        return operation.node().path("responses").propertyNames().stream().collect(Collectors.toSet());
    }

    /// The JSON bodies an operation takes and answers.
    private static List<JsonNode> bodies(ApiOperation operation) {
        Stream<JsonNode> answered = operation.node().path("responses").values().stream();
        return Stream.concat(Stream.of(operation.node().path("requestBody")), answered)
                .map(DOCUMENT.schemas()::resolve)
                .map(described -> described.path("content").path("application/json"))
                .filter(JsonNode::isObject)
                .toList();
    }

    private static Stream<JsonNode> examples(JsonNode body) {
        Stream<JsonNode> one = Stream.of(body.path("example")).filter(Predicate.not(JsonNode::isMissingNode));
        Stream<JsonNode> named = StreamSupport.stream(body.path("examples").spliterator(), false)
                .map(example -> DOCUMENT.schemas().resolve(example).path("value"));
        return Stream.concat(one, named);
    }
}
