package byline.verify;

import byline.verify.SignatureFields.Input;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.StringItem;

/// The bytes that a signature over a request signs (RFC 9421, 2.5).
final class SignedBytes {
    private final SignedRequest request;

    SignedBytes(SignedRequest request) {
        this.request = request;
    }

    /// @throws IllegalArgumentException for a component that is twice there, not there at all, or of a kind that
    ///     is not supported
    byte[] of(Input input) {
        StringBuilder base = new StringBuilder();
        Set<String> seen = new HashSet<>();
        for (Item<?> component : input.list().get()) {
            String written = component.serialize();
            if (!seen.add(written)) {
                throw new IllegalArgumentException("component " + written + " is there twice");
            }
            base.append(written).append(": ").append(value(component)).append('\n');
        }
        base.append("\"@signature-params\": ").append(input.text());
        return base.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String value(Item<?> component) {
        if (!(component instanceof StringItem text)) {
            throw new IllegalArgumentException("component " + component.serialize() + " is no string");
        }
        String name = text.get();
        if (component.getParams().isEmpty()) {
            return name.startsWith("@") ? derived(name) : header(name);
        }
        if (component.getParams().size() == 1
                && !name.startsWith("@")
                && component.getParams().get("key") instanceof StringItem key) {
            return SignatureFields.member(lines(name), key.get()).orElseThrow(() -> missing(component.serialize()));
        }
        throw new IllegalArgumentException("component " + component.serialize() + " is not supported");
    }

    private String derived(String name) {
        URI target = request.target();
        String query = target.getRawQuery();
        return switch (name) {
            case "@method" -> request.method();
            case "@target-uri" -> target.toString();
            case "@authority" -> authority(target);
            case "@scheme" -> target.getScheme().toLowerCase(Locale.ROOT);
            case "@request-target" -> path(target) + (query == null ? "" : "?" + query);
            case "@path" -> path(target);
            case "@query" -> "?" + Objects.requireNonNullElse(query, "");
            default -> throw new IllegalArgumentException("component " + name + " is not supported");
        };
    }

    private String header(String name) {
        return lines(name).stream()
                .map(line -> line.strip().replaceAll("\\s*\\R\\s+", " "))
                .collect(Collectors.joining(", "));
    }

    private List<String> lines(String name) {
        List<String> lines = request.headers().apply(name);
        if (lines.isEmpty()) {
            throw missing(name);
        }
        return lines;
    }

    private static IllegalArgumentException missing(String component) {
        return new IllegalArgumentException("component " + component + " is not there");
    }

    private static String authority(URI target) {
        String host = target.getHost().toLowerCase(Locale.ROOT);
        boolean usual = target.getPort() == -1
                || (target.getPort() == 443 && "https".equalsIgnoreCase(target.getScheme()))
                || (target.getPort() == 80 && "http".equalsIgnoreCase(target.getScheme()));
        return usual ? host : host + ":" + target.getPort();
    }

    private static String path(URI target) {
        return target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    }
}
