package byline.sites;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// A file of bots: the one in the jar, or the operator's own with `{"bots":[…]}` in it.
///
/// @param version the day the list was made
/// @param unnamed regular expressions for programs that no entry names
record BotList(String version, List<Origin> sources, List<Bot> bots, List<String> unnamed) {
    /// A maintained list that entries were taken from.
    record Origin(String name, String version, String license, String copyright) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    BotList {
        version = Objects.requireNonNullElse(version, "unversioned");
        sources = List.copyOf(Objects.requireNonNullElse(sources, List.of()));
        bots = List.copyOf(Objects.requireNonNullElse(bots, List.of()));
        unnamed = List.copyOf(Objects.requireNonNullElse(unnamed, List.of()));
    }

    static BotList builtIn() {
        try (InputStream in = Objects.requireNonNull(BotList.class.getResourceAsStream("bots.json"))) {
            return JSON.readValue(in, BotList.class);
        } catch (IOException e) {
            throw new IllegalStateException("bots.json in the jar cannot be read", e);
        }
    }

    /// Throws `IllegalArgumentException` that says which entry is wrong and how.
    static BotList of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return JSON.readValue(in, BotList.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " at " + pointer(e) + ": " + reason(e), e);
        }
    }

    /// Where in the file, such as `/bots/0/purpose`.
    private static String pointer(JacksonException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
                .collect(Collectors.joining());
    }

    private static String reason(JacksonException e) {
        return e.getCause() instanceof IllegalArgumentException ours
                ? String.valueOf(ours.getMessage())
                : e.getOriginalMessage();
    }
}
