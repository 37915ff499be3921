package byline.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import byline.RunningServer;
import byline.RunningServer.Tenant;
import byline.identity.Caller;
import byline.identity.Caller.Answer;
import byline.wire.Delivery;
import byline.wire.Envelope;
import byline.wire.Event;
import byline.wire.Limits;
import byline.wire.Parser;
import byline.wire.WireVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What goes in comes out: any valid document, through the whole server and its store.
@SuppressWarnings("NullAway.Init") // before the first try
class RoundTripTest {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-09-02T11:00:00Z"), ZoneOffset.UTC);
    private static final Parser PARSER = new Parser(Limits.DEFAULT, EnumSet.allOf(WireVersion.class));

    private static Path folder;
    private static RunningServer server;
    private static Caller agent;

    @BeforeContainer
    static void start() throws IOException {
        folder = Files.createTempDirectory("byline-round-trip");
        server = new RunningServer(folder, NOON);
        Tenant platform = server.tenant("dev@oracle.example", "platform");
        agent = platform.key("telemetry:write", "telemetry:read");
    }

    @AfterContainer
    static void stop() throws IOException {
        server.close();
        Folders.delete(folder);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anyValidSessionComesBackWithTheSameMeaning(@ForAll long seed) {
        RandomSession session = new RandomSession(new SplittableRandom(seed), List.of("a.example", "b.example"));
        String document = session.document(session.events());
        Delivery sent = read(document);
        assertThat(sent.problems()).as(document).isEmpty();
        Answer stored = agent.post("/sessions/bulk", document);
        assertThat(stored.status()).as(stored.text() + document).isEqualTo(201);

        Answer back = agent.get("/sessions/" + session.id() + "/document");
        assertThat(back.status()).as(back.text()).isEqualTo(200);
        Delivery again = read(back.text());
        assertThat(again.problems()).as(back.text()).isEmpty();
        assertThat(byId(again)).as(document).isEqualTo(byId(sent));
        assertThat(outside(again.envelope())).isEqualTo(outside(sent.envelope()));
        assertThat(tree(again.envelope())).isEqualTo(tree(sent.envelope()));
    }

    private static Delivery read(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return PARSER.readSession(bytes, 0, bytes.length);
    }

    /// The events as they are written, wherever they stand; `rest` holds unknown members byte for byte.
    private static Map<UUID, List<Object>> byId(Delivery delivery) {
        return delivery.events().stream().collect(Collectors.toMap(Event::id, Function.identity())).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> meaning(entry.getValue())));
    }

    private static List<Object> meaning(Event event) {
        return List.of(
                event.type(),
                event.timestamp(),
                String.join(
                        "\n",
                        String.valueOf(event.turnId()),
                        String.valueOf(event.outputId()),
                        String.valueOf(event.outputElementId()),
                        String.valueOf(event.citationId()),
                        String.valueOf(event.presentationId()),
                        String.valueOf(event.ctxToken()),
                        String.valueOf(event.sourceRole()),
                        String.valueOf(event.contentTelemetryId()),
                        String.valueOf(event.contentUrl()),
                        String.valueOf(event.contentId()),
                        String.valueOf(event.licenseRef()),
                        String.valueOf(event.termsRef())),
                event.data(),
                event.rest());
    }

    private static List<String> outside(Envelope envelope) {
        return List.of(
                envelope.documentType().text(),
                envelope.version().text(),
                String.valueOf(envelope.sessionId()),
                String.valueOf(envelope.parentSessionId()),
                String.valueOf(envelope.agentId()),
                String.valueOf(envelope.startedAt()),
                String.valueOf(envelope.endedAt()),
                String.valueOf(envelope.manifestRef()),
                String.valueOf(envelope.contentScope()),
                String.valueOf(envelope.conformanceLevel()));
    }

    private static JsonNode tree(Envelope envelope) {
        return JsonMapper.shared().readTree(envelope.rest().bytes());
    }
}
