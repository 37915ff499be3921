package byline.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The description of the API as it is written in `docs/api`, and the page that shows it.
final class Reference {
    private static final String DOCUMENT = "/byline/reference/openapi.yaml";

    private final Assets assets;
    private final PageFile page;
    private final PageFile document;

    private Reference(Assets assets) {
        this.assets = assets;
        PageFile written = assets.get("index.html");
        String versioned = new String(written.plain(), UTF_8).replace("\"/docs/", "\"/docs/" + assets.version() + "/");
        this.page = new PageFile(written.mediaType(), versioned.getBytes(UTF_8));
        this.document = new PageFile("application/json", json());
    }

    /// The one in the jar.
    static Reference builtIn() {
        return new Reference(Assets.read("byline/reference"));
    }

    PageFile page() {
        return page;
    }

    /// @param name of a file the page loads
    Optional<PageFile> find(String name) {
        return assets.find(name);
    }

    String version() {
        return assets.version();
    }

    /// The document as JSON.
    PageFile document() {
        return document;
    }

    private static byte[] json() {
        YAMLMapper yaml = new YAMLMapper(YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
        try (InputStream in = Objects.requireNonNull(Reference.class.getResourceAsStream(DOCUMENT), DOCUMENT)) {
            return JsonMapper.shared().writeValueAsBytes(yaml.readTree(in));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
