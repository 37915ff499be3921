package byline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/// Every setting of the server, its default and what it is for. `docs/configuration.md` is made of these lines.
public enum Setting {
    HOST("server.host", "127.0.0.1", "Address to listen on; 0.0.0.0 for every interface, behind a proxy that ends TLS"),
    PORT("server.port", "8007", "Port to listen on; 0 takes a free one"),
    PUBLIC_URL(
            "server.public-url",
            "",
            "Where people reach the server, for links in mails and snippets, such as https://byline.example.com; needed as soon as they are not on this machine"),
    MAX_CONNECTIONS(
            "server.max-connections", "10000", "Connections held open at the same time; more wait to be accepted"),
    TRUSTED_PROXIES(
            "server.trusted-proxies",
            "",
            "Addresses, separated by spaces, whose X-Forwarded-For and X-Forwarded-Proto are believed"),
    METRICS_TOKEN(
            "metrics.token",
            "",
            "Bearer token, of 16 characters or more, that /metrics answers to; empty for no such page"),
    MAIL_TRANSPORT("mail.transport", "log", "smtp sends mails; log writes them to the log, for development"),
    MAIL_FROM("mail.from", "byline@localhost", "Sender of mails"),
    SMTP_HOST("mail.smtp.host", "localhost", "SMTP server"),
    SMTP_PORT("mail.smtp.port", "587", "Port of the SMTP server"),
    SMTP_TLS(
            "mail.smtp.tls",
            "false",
            "true speaks TLS from the first byte (port 465); otherwise STARTTLS is used where offered"),
    SMTP_USER("mail.smtp.user", "", "User at the SMTP server; empty to send without signing in"),
    SMTP_PASSWORD("mail.smtp.password", "", "Password at the SMTP server"),
    GOOGLE_CLIENT_ID(
            "sign-in.google.client-id", "", "Client of an OAuth application at Google; empty for no Google sign-in"),
    GOOGLE_CLIENT_SECRET("sign-in.google.client-secret", "", "Its secret"),
    OPENID_ISSUER(
            "sign-in.openid.issuer",
            "",
            "Issuer of another OpenID provider people may sign in with, such as https://login.example.com; empty for none"),
    OPENID_NAME("sign-in.openid.name", "Single sign-on", "What people read on its button"),
    OPENID_CLIENT_ID("sign-in.openid.client-id", "", "Client of this server at that provider"),
    OPENID_CLIENT_SECRET("sign-in.openid.client-secret", "", "Its secret"),
    PLATFORMS(
            "identity.platforms",
            "self-serve",
            "self-serve lets anyone make platforms and agents; review lets the operator answer their access requests first"),
    PLAN(
            "plans.default",
            "unlimited",
            "Plan of organisations the operator has put on no other: unlimited, free or pro"),
    FREE_API_KEYS(
            "plans.free.api-keys", "3", "Live API keys of an organisation on the plan free: a number, or unlimited"),
    FREE_SITES("plans.free.sites", "3", "Its sites"),
    FREE_REQUESTS("plans.free.requests-per-minute", "60", "Requests a minute of each of its keys"),
    FREE_EVENTS("plans.free.events-per-month", "10000", "Events its keys and sites bring in a month; more are refused"),
    FREE_HOURLY("plans.free.hourly-time-series", "false", "Whether its time series go by the hour: true or false"),
    PRO_API_KEYS(
            "plans.pro.api-keys", "10", "Live API keys of an organisation on the plan pro: a number, or unlimited"),
    PRO_SITES("plans.pro.sites", "unlimited", "Its sites"),
    PRO_REQUESTS("plans.pro.requests-per-minute", "600", "Requests a minute of each of its keys"),
    PRO_EVENTS("plans.pro.events-per-month", "100000", "Events its keys and sites bring in a month; more are refused"),
    PRO_HOURLY("plans.pro.hourly-time-series", "true", "Whether its time series go by the hour: true or false"),
    TELEMETRY_MAX_BYTES(
            "telemetry.max-bytes", "2097152", "Bytes of one telemetry request, before and after decompression"),
    TELEMETRY_MAX_EVENTS("telemetry.max-events", "500", "Events of one telemetry request"),
    TELEMETRY_OLDEST_DAYS("telemetry.oldest-days", "7", "Days an event may be old when it comes in"),
    TELEMETRY_AHEAD_MINUTES(
            "telemetry.ahead-minutes", "5", "Minutes an event may lie in the future, for clocks that run fast"),
    TELEMETRY_VERSIONS("telemetry.accepted-versions", "1.0 0.1", "Versions of the wire format that are accepted"),
    TELEMETRY_PER_MINUTE(
            "telemetry.public-requests-per-minute",
            "120",
            "Conformance checks, and looks at click contexts, that one address may ask for without a key"),
    STORE_MEMORY(
            "store.memory-megabytes", "512", "Memory of the event engine; larger queries spill to the data folder"),
    STORE_THREADS("store.threads", "2", "Threads the event engine computes with"),
    STORE_BACKLOG(
            "store.backlog-megabytes",
            "512",
            "Events acknowledged and not yet queryable, past which requests answer 503"),
    STORE_QUERY_SECONDS("store.query-seconds", "30", "Seconds a report may run"),
    SITE_HITS(
            "sites.hits-per-minute",
            "60000",
            "Hits a minute that one site may send, whoever sends them; more are refused with 429 and counted as rejected"),
    SITE_ADDRESS_HITS(
            "sites.hits-per-minute-and-address",
            "6000",
            "Of these, hits from one network address; a worker sends the hits of all a site's visitors from a few addresses"),
    SITE_JOINS(
            "sites.join-visits",
            "true",
            "Whether visits are joined to the AI referral before them within a day, by a hash in memory; false switches it off for every site"),
    RANGES_HOURS(
            "sites.ranges-hours",
            "12",
            "Hours after which the address ranges that operators of bots publish are fetched again; 0 fetches none"),
    BOTS_FILE(
            "sites.bots-file",
            "",
            "File with bots of your own, in the form of the built-in list (`byline bots` prints it)");

    private final String key;
    private final String fallback;
    private final String what;

    Setting(String key, String fallback, String what) {
        this.key = key;
        this.fallback = fallback;
        this.what = what;
    }

    public String key() {
        return key;
    }

    public String fallback() {
        return fallback;
    }

    public String what() {
        return what;
    }

    static Optional<Setting> find(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    /// The known key that looks most like this one.
    static Setting nearest(String key) {
        return Arrays.stream(values())
                .min(Comparator.comparingInt(setting -> distance(setting.key, key)))
                .orElseThrow();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
