package byline;

import byline.http.Proxies;
import byline.http.PublicAddress;
import byline.identity.OpenIdProvider;
import byline.identity.SmtpMail;
import byline.keys.Plan;
import byline.keys.Plans;
import byline.sites.HitLimits;
import byline.sites.SiteHits;
import byline.store.Limits;
import byline.telemetry.Telemetry;
import byline.wire.WireVersion;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The settings of one server, read from a file of `key = value` lines; whatever is not in the file has its default.
public final class Config {
    /// A configuration the server refuses to start with, and what to do about it.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /// Longer than any append may wait.
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private static final int SHORTEST_TOKEN = 16;

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Path data;

    private Config(Path data) {
        this.data = data;
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.fallback());
        }
    }

    public static Config defaults(Path data) {
        return new Config(data);
    }

    /// Reads a file.
    ///
    /// @throws Refused for a key that is not known, naming the nearest one that is
    public static Config read(Path data, Path file) throws IOException {
        Config config = new Config(data);
        Properties lines = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            lines.load(in);
        }
        for (String key : lines.stringPropertyNames()) {
            Setting setting = Setting.find(key)
                    .orElseThrow(() -> new Refused("Unknown setting " + key + " in " + file + "; did you mean "
                            + Setting.nearest(key).key() + "? Every setting is in docs/configuration.md"));
            config.values.put(setting, lines.getProperty(key).strip());
        }
        config.check();
        return config;
    }

    /// The same configuration with one value changed.
    public Config with(Setting setting, String value) {
        Config changed = new Config(data);
        changed.values.putAll(values);
        changed.values.put(setting, value);
        changed.check();
        return changed;
    }

    public Path data() {
        return data;
    }

    public String host() {
        return text(Setting.HOST);
    }

    public int port() {
        return number(Setting.PORT, 0, 65_535);
    }

    public int maxConnections() {
        return number(Setting.MAX_CONNECTIONS, 1, 1_000_000);
    }

    public PublicAddress publicAddress() {
        return new PublicAddress(
                optional(Setting.PUBLIC_URL).map(text -> url(text)).orElse(null));
    }

    public Proxies proxies() {
        return new Proxies(Set.copyOf(words(Setting.TRUSTED_PROXIES)));
    }

    /// What `/metrics` answers to; empty when there is no such page.
    public Optional<String> metricsToken() {
        Optional<String> token = optional(Setting.METRICS_TOKEN);
        if (token.filter(text -> text.length() < SHORTEST_TOKEN).isPresent()) {
            throw refused(Setting.METRICS_TOKEN, "empty or at least " + SHORTEST_TOKEN + " characters");
        }
        return token;
    }

    /// The SMTP server mails go to; empty when they are written to the log.
    public Optional<SmtpMail.Server> smtp() {
        return switch (text(Setting.MAIL_TRANSPORT)) {
            case "log" -> Optional.empty();
            case "smtp" ->
                Optional.of(new SmtpMail.Server(
                        text(Setting.SMTP_HOST),
                        number(Setting.SMTP_PORT, 1, 65_535),
                        truth(Setting.SMTP_TLS),
                        optional(Setting.SMTP_USER).orElse(null),
                        optional(Setting.SMTP_PASSWORD).orElse(null),
                        text(Setting.MAIL_FROM)));
            default -> throw refused(Setting.MAIL_TRANSPORT, "smtp or log");
        };
    }

    /// Who else people may sign in with.
    public List<OpenIdProvider> providers() {
        List<OpenIdProvider> providers = new ArrayList<>();
        optional(Setting.GOOGLE_CLIENT_ID)
                .ifPresent(client -> providers.add(OpenIdProvider.google(client, text(Setting.GOOGLE_CLIENT_SECRET))));
        optional(Setting.OPENID_ISSUER)
                .ifPresent(issuer -> providers.add(new OpenIdProvider(
                        "openid",
                        text(Setting.OPENID_NAME),
                        URI.create(issuer),
                        text(Setting.OPENID_CLIENT_ID),
                        text(Setting.OPENID_CLIENT_SECRET))));
        return providers;
    }

    /// Whether anyone may make platforms and agents.
    public boolean platformsSelfServe() {
        return switch (text(Setting.PLATFORMS)) {
            case "self-serve" -> true;
            case "review" -> false;
            default -> throw refused(Setting.PLATFORMS, "self-serve or review");
        };
    }

    public Telemetry.Settings telemetry() {
        return new Telemetry.Settings(
                number(Setting.TELEMETRY_MAX_BYTES, 1_024, 64 << 20),
                number(Setting.TELEMETRY_MAX_EVENTS, 1, 10_000),
                Duration.ofDays(oldestDays()),
                Duration.ofMinutes(number(Setting.TELEMETRY_AHEAD_MINUTES, 0, 1_440)),
                words(Setting.TELEMETRY_VERSIONS).stream()
                        .map(word -> Arrays.stream(WireVersion.values())
                                .filter(version -> version.text().equals(word))
                                .findFirst()
                                .orElseThrow(() -> refused(Setting.TELEMETRY_VERSIONS, "1.0 and 0.1, or one of them")))
                        .collect(Collectors.toSet()),
                number(Setting.TELEMETRY_PER_MINUTE, 1, 1_000_000),
                SETTLED);
    }

    private int oldestDays() {
        return number(Setting.TELEMETRY_OLDEST_DAYS, 1, 3_650);
    }

    public Limits store() {
        Limits defaults = Limits.DEFAULTS;
        return new Limits(
                new Limits.Log(
                        (long) number(Setting.STORE_BACKLOG, 16, 1_000_000) << 20,
                        defaults.log().waitingBytes(),
                        defaults.log().segmentBytes()),
                new Limits.Reads(
                        defaults.reads().concurrent(),
                        defaults.reads().freshness(),
                        Duration.ofSeconds(number(Setting.STORE_QUERY_SECONDS, 1, 3_600))),
                new Limits.Engine(number(Setting.STORE_MEMORY, 64, 1_000_000), number(Setting.STORE_THREADS, 1, 1_024)),
                oldestDays());
    }

    public HitLimits.Settings hits() {
        return new HitLimits.Settings(
                number(Setting.SITE_HITS, SiteHits.MAX_HITS, 1_000_000_000),
                number(Setting.SITE_ADDRESS_HITS, SiteHits.MAX_HITS, 1_000_000_000));
    }

    /// Whether visits may be joined to the referral before them.
    public boolean joinsVisits() {
        return truth(Setting.SITE_JOINS);
    }

    /// How often published ranges are fetched; zero for never.
    public Duration rangesEvery() {
        return Duration.ofHours(number(Setting.RANGES_HOURS, 0, 8_760));
    }

    /// The plans organisations may be on.
    public Plans.Offer plans() {
        List<Plan> plans = List.of(
                Plan.UNLIMITED,
                new Plan(
                        "free",
                        most(Setting.FREE_API_KEYS),
                        most(Setting.FREE_SITES),
                        most(Setting.FREE_REQUESTS),
                        most(Setting.FREE_EVENTS),
                        truth(Setting.FREE_HOURLY)),
                new Plan(
                        "pro",
                        most(Setting.PRO_API_KEYS),
                        most(Setting.PRO_SITES),
                        most(Setting.PRO_REQUESTS),
                        most(Setting.PRO_EVENTS),
                        truth(Setting.PRO_HOURLY)));
        return new Plans.Offer(
                plans,
                plans.stream()
                        .filter(plan -> plan.name().equals(text(Setting.PLAN)))
                        .findFirst()
                        .orElseThrow(() -> refused(Setting.PLAN, "unlimited, free or pro")));
    }

    private @Nullable Integer most(Setting setting) {
        return text(setting).equals("unlimited") ? null : number(setting, 1, 1_000_000_000);
    }

    public Optional<Path> botsFile() {
        return optional(Setting.BOTS_FILE).map(Path::of);
    }

    private void check() {
        port();
        maxConnections();
        publicAddress();
        metricsToken();
        smtp();
        platformsSelfServe();
        telemetry();
        store();
        rangesEvery();
        hits();
        joinsVisits();
        plans();
    }

    private String text(Setting setting) {
        return values.getOrDefault(setting, setting.fallback());
    }

    private Optional<String> optional(Setting setting) {
        return Optional.of(text(setting)).filter(text -> !text.isEmpty());
    }

    private List<String> words(Setting setting) {
        return Arrays.stream(text(setting).split("[\\s,]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private boolean truth(Setting setting) {
        return switch (text(setting)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(setting, "true or false");
        };
    }

    private int number(Setting setting, int least, int most) {
        try {
            int value = Integer.parseInt(text(setting));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw refused(setting, "a whole number from " + least + " to " + most);
        }
        throw refused(setting, "a whole number from " + least + " to " + most);
    }

    private static URI url(String text) {
        URI url = URI.create(text.replaceFirst("/+$", ""));
        if (url.getHost() == null || !String.valueOf(url.getPath()).isEmpty()) {
            throw refused(Setting.PUBLIC_URL, "a URL without a path, such as https://byline.example.com");
        }
        return url;
    }

    private static Refused refused(Setting setting, String expected) {
        return new Refused("The setting " + setting.key() + " must be " + expected);
    }
}
