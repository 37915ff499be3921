package byline.logs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Combined logs of a small site whose every count is known before they are imported.
final class AccessLogs {
    static final int CYCLE = 20;
    static final int GPT_A_CYCLE = 2;
    static final int CLAUDE_A_CYCLE = 1;
    static final int REFERRALS_A_CYCLE = 1;

    private static final String GPT = "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)";
    private static final String CLAUDE = "Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)";
    private static final String AHREFS = "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AccessLogs() {}

    /// @param cycles of twenty lines: three of AI, one referral, one SEO tool, one POST, one failed, the rest people
    static Path write(Path file, Instant begin, int cycles) throws IOException {
        try (BufferedWriter out =
                new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8))) {
            for (int line = 0; line < cycles * CYCLE; line++) {
                out.write(line(begin.plusSeconds(line / 10), line));
            }
        }
        return file;
    }

    private static String line(Instant at, int number) {
        return switch (number % CYCLE) {
            case 0, 7 -> line(at, "GET /articles/" + number % 911, 200, "-", GPT);
            case 3 -> line(at, "GET /articles/" + number % 911, 404, "-", CLAUDE);
            case 5 -> line(at, "GET /articles/" + number % 911, 200, "https://chatgpt.com/", FIREFOX);
            case 9 -> line(at, "GET /style.css", 200, "https://chatgpt.com/", FIREFOX);
            case 11 -> line(at, "GET /", 200, "-", AHREFS);
            case 13 -> line(at, "POST /login", 302, "-", FIREFOX);
            default -> line(at, "GET /articles/" + number % 911, 200, "https://news.example/", FIREFOX);
        };
    }

    static String line(Instant at, String request, int status, String referrer, String userAgent) {
        return String.join(
                        " ",
                        List.of(
                                "203.0.113.9 - - [" + TIME.format(at) + "]",
                                "\"" + request + " HTTP/1.1\"",
                                String.valueOf(status),
                                "5120",
                                "\"" + referrer + "\"",
                                "\"" + userAgent + "\""))
                + "\n";
    }
}
