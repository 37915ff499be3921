package byline.sites;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// `referrers.json`: every AI surface, and how a visit from it shows.
record SourceList(String version, List<Entry> sources) {
    /// One surface.
    ///
    /// @param surfaces the addresses it is read at
    /// @param utm values of `utm_source` that it puts on its links
    record Entry(String id, String name, String operator, List<Surface> surfaces, List<String> utm) {
        Entry {
            surfaces = List.copyOf(surfaces);
            utm = List.copyOf(Objects.requireNonNullElse(utm, List.of()));
        }

        Source source() {
            return new Source(id, name, operator);
        }
    }

    /// An address: a host with all its sub-domains, or only the part of it that is AI.
    ///
    /// @param host whole labels, or an Android package
    /// @param path a whole path, or the start of one up to a `/`
    /// @param query one `name=value` that must be among the parameters
    record Surface(
            String host, @Nullable String path, @Nullable String query) {
        boolean covers(Referrer referrer) {
            return referrer.isAt(host)
                    && (path == null || referrer.isUnder(path))
                    && (query == null || referrer.hasParameter(query));
        }
    }

    SourceList {
        sources = List.copyOf(sources);
    }

    static SourceList builtIn() {
        JsonMapper json = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = Objects.requireNonNull(SourceList.class.getResourceAsStream("referrers.json"))) {
            return json.readValue(in, SourceList.class);
        } catch (IOException e) {
            throw new IllegalStateException("referrers.json in the jar cannot be read", e);
        }
    }
}
