package byline.verify;

import byline.wire.Limits;
import byline.wire.Manifest;
import byline.wire.ManifestReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Pattern;

/// The manifests of others, fetched where they are published.
public final class Manifests {
    public static final String PLACE = "/.well-known/content-telemetry.json";

    private static final Pattern ID = Pattern.compile(
            "https://[A-Za-z0-9.-]{1,253}(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}){0,8}" + Pattern.quote(PLACE));

    private final ManifestReader reader = new ManifestReader(Limits.DEFAULT);
    private final KeptPages<Result> pages;

    public Manifests(WebFetch web, Clock clock) {
        this.pages = new KeptPages<>(web, clock, this::read, Absent::new);
    }

    /// What came of looking for one.
    public sealed interface Result {}

    public record Found(Manifest manifest) implements Result {}

    /// @param reason in public words
    public record Absent(String reason) implements Result {}

    /// Whether this can be the id of a manifest: an HTTPS address at the standard port that ends where manifests are.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// The manifest of this id; one that can't be fetched, or is not valid, or has another id, is absent.
    public Result find(String id) {
        return isId(id) ? pages.find(URI.create(id)) : new Absent("it is no id of a manifest");
    }

    /// The same, fetched anew unless that happened within the last minute: a key may have been added since.
    Result findNewer(String id) {
        return isId(id) ? pages.findNewer(URI.create(id)) : new Absent("it is no id of a manifest");
    }

    private Result read(URI id, String body) {
        ManifestReader.Result result = reader.read(body.getBytes(StandardCharsets.UTF_8));
        Manifest manifest = result.manifest();
        if (manifest == null) {
            return new Absent("it is not valid: " + result.problems().getFirst().message());
        }
        return manifest.id().equals(id.toString()) ? new Found(manifest) : new Absent("its id is " + manifest.id());
    }
}
