package byline.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of log that can be read, by the name `--format` has for them.
public enum LogKind {
    COMBINED,
    CADDY,
    CLOUDFRONT,
    CLOUDFLARE,
    FASTLY;

    private static final int TRIED = 50;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Every name, for those who have to choose one.
    public static String ids() {
        return Arrays.stream(values()).map(LogKind::id).collect(Collectors.joining(", "));
    }

    public static Optional<LogKind> find(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /// What the first lines of a log look like; empty when none of them tells.
    static Optional<LogKind> detect(byte[] head) {
        return new String(head, UTF_8)
                .lines()
                .limit(TRIED)
                .map(LogKind::detect)
                .flatMap(Optional::stream)
                .findFirst();
    }

    LogFormat format() {
        return switch (this) {
            case COMBINED -> new CombinedFormat();
            case CADDY -> new JsonFormat(JsonMembers.CADDY);
            case CLOUDFRONT -> new CloudFrontFormat();
            case CLOUDFLARE -> new JsonFormat(JsonMembers.CLOUDFLARE);
            case FASTLY -> new JsonFormat(JsonMembers.FASTLY);
        };
    }

    private static Optional<LogKind> detect(String line) {
        if (line.startsWith("#Fields:") && line.contains("cs-uri-stem")) {
            return Optional.of(CLOUDFRONT);
        }
        if (line.contains("{\"")) {
            if (line.contains("\"ClientRequest")) return Optional.of(CLOUDFLARE);
            if (line.contains("\"request_user_agent\"")) return Optional.of(FASTLY);
            return line.contains("\"request\":{") ? Optional.of(CADDY) : Optional.empty();
        }
        try {
            byte[] bytes = line.getBytes(UTF_8);
            return Optional.ofNullable(new CombinedFormat().read(bytes, 0, bytes.length))
                    .map(read -> COMBINED);
        } catch (LogFormat.Malformed another) {
            return Optional.empty();
        }
    }
}
