package byline.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The log of a newspaper's web server over four weeks. Of a hundred lines 5 are visits of AI, 1 is a referral from
/// AI, 5 are a search engine's, 49 parts of pages and 40 people's views.
enum AccessLog {
    COMBINED {
        @Override
        String line(Hit hit, long number) {
            return "203.0.113.%d - - [%s] \"GET %s HTTP/2.0\" 200 %d \"%s\" \"%s\"\n"
                    .formatted(
                            number % 250,
                            STAMP.format(hit.at()),
                            hit.path(),
                            size(number),
                            hit.referrer(),
                            hit.agent());
        }
    },
    CADDY {
        @Override
        String line(Hit hit, long number) {
            return """
                {"level":"info","ts":%.3f,"logger":"http.log.access","msg":"handled request","request":\
                {"remote_ip":"203.0.113.%d","proto":"HTTP/2.0","method":"GET","host":"%s","uri":"%s",\
                "headers":{"User-Agent":["%s"],"Referer":["%s"]}},"duration":0.0012,"size":%d,"status":200}
                """.formatted(
                            hit.at().toEpochMilli() / 1e3,
                            number % 250,
                            hit.host(),
                            hit.path(),
                            hit.agent(),
                            hit.referrer(),
                            size(number));
        }
    };

    static final int REPORTED_OF_A_HUNDRED = 6;
    private static final Duration SPAN = Duration.ofDays(28);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final List<String> BROWSERS = IntStream.range(0, 200)
            .mapToObj(i -> "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1"
                    + i % 40 + ".0." + i + ".0 Safari/537.36")
            .toList();

    private record Hit(Instant at, String host, String path, String referrer, String agent) {}

    abstract String line(Hit hit, long number);

    /// Writes so many lines, the last of them of an hour ago.
    void write(Path file, String host, long lines) throws IOException {
        Instant begin = Instant.now().minus(SPAN).minus(Duration.ofHours(1));
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (long number = 0; number < lines; number++) {
                Instant at = begin.plusMillis(SPAN.toMillis() * number / lines);
                writer.write(line(hit(at, host, number), number));
            }
        }
    }

    private static Hit hit(Instant at, String host, long number) {
        int place = (int) (number % 100);
        String browser = BROWSERS.get((int) (number % BROWSERS.size()));
        String article = "/article/" + number % 5_000;
        if (place < 3) {
            return new Hit(at, host, article, "-", "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)");
        } else if (place < 5) {
            return new Hit(at, host, article, "-", "Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)");
        } else if (place < REPORTED_OF_A_HUNDRED) {
            return new Hit(at, host, article, "https://chatgpt.com/", browser);
        } else if (place < 11) {
            return new Hit(
                    at, host, article, "-", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");
        } else if (place < 60) {
            return new Hit(at, host, "/static/" + number % 5_000, "https://" + host + "/article/1", browser);
        }
        return new Hit(at, host, article, "https://www.google.com/", browser);
    }

    private static long size(long number) {
        return 1_000 + number % 9_000;
    }
}
