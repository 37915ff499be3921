package byline.bench;

import byline.wire.Delivery;
import byline.wire.Limits;
import byline.wire.Parser;
import byline.wire.WireVersion;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one event of 2 KB costs to parse and check, alone and in a batch of a hundred. Beside it, on the same bytes,
/// what is usual: a tree by Jackson, and a tree held against a JSON Schema, which knows fewer rules.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParseBenchmark {
    private static final int BATCH = 100;

    private final Parser parser = new Parser(Limits.DEFAULT, EnumSet.allOf(WireVersion.class));
    private final JsonMapper mapper = JsonMapper.shared();
    private final Schema schema = schema();
    private final byte[] alone = batch(1);
    private final byte[] hundred = batch(BATCH);

    /// A reading that does not accept the documents is not worth measuring.
    @Setup
    public void check() {
        if (!byline().problems().isEmpty() || !jsonSchema().isEmpty()) {
            throw new IllegalStateException("not valid: " + byline().problems() + jsonSchema());
        }
    }

    static int eventBytes() {
        return resource("event.json").length();
    }

    private static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("event-batch.schema.json"));
    }

    private static byte[] batch(int events) {
        String envelope = "\"schema_version\":\"1.0\",\"session_id\":\"7c9e6679-7425-40de-944b-e07fc1f90ae7\"";
        String body = "{\"document_type\":\"event_batch\"," + envelope + ",\"events\":["
                + String.join(",", Collections.nCopies(events, resource("event.json"))) + "]}";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static String resource(String name) {
        try (InputStream in = ParseBenchmark.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public Delivery byline() {
        return parser.readDelivery(alone, 0, alone.length);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Delivery bylineInABatch() {
        return parser.readDelivery(hundred, 0, hundred.length);
    }

    @Benchmark
    public JsonNode jackson() {
        return mapper.readTree(alone);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public JsonNode jacksonInABatch() {
        return mapper.readTree(hundred);
    }

    @Benchmark
    public List<Error> jsonSchema() {
        return schema.validate(mapper.readTree(alone));
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<Error> jsonSchemaInABatch() {
        return schema.validate(mapper.readTree(hundred));
    }
}
