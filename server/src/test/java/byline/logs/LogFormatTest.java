package byline.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines as the servers write them, and what is read of each.
class LogFormatTest {
    private static final String GPT = "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)";
    private static final String COMBINED =
            "203.0.113.9 - - [21/Nov/2026:23:59:58 +0130] \"GET /a?b=c HTTP/1.1\" 200 5120 \"https://chatgpt.com/\" \"%s\"";
    private static final String CADDY = """
            {"level":"info","ts":1795301998.25,"logger":"http.log.access.log0","msg":"handled request",\
            "request":{"remote_ip":"203.0.113.9","remote_port":"4711","client_ip":"203.0.113.9","proto":"HTTP/2.0",\
            "method":"GET","host":"www.news.example","uri":"/a?b=c","headers":{"Accept":["*/*"],\
            "User-Agent":["GPTBot/1.2"],"Referer":["https://chatgpt.com/"]},"tls":{"resumed":false}},\
            "bytes_read":0,"duration":0.01,"size":5120,"status":200,"resp_headers":{"Server":["Caddy"]}}""";
    private static final String CLOUDFLARE = """
            {"ClientASN":8075,"ClientCountry":"us","ClientIP":"203.0.113.9","ClientRequestHost":"www.news.example",\
            "ClientRequestMethod":"GET","ClientRequestReferer":"https://chatgpt.com/","ClientRequestURI":"/a?b=c",\
            "ClientRequestUserAgent":"GPTBot/1.2","EdgeResponseStatus":200,"EdgeStartTimestamp":%s,"RayID":"abc"}""";
    private static final String FASTLY = """
            {"timestamp":"2026-11-21T23:59:58+0000","client_ip":"203.0.113.9","geo_country":"united states",\
            "geo_city":"boydton","host":"www.news.example","url":"/a?b=c","request_method":"GET",\
            "request_protocol":"HTTP/2","request_referer":"https://chatgpt.com/","request_user_agent":"GPTBot/1.2",\
            "response_state":"HIT-CLUSTER","response_status":200,"response_body_size":5120,"fastly_is_edge":%s}""";
    private static final String CLOUDFRONT_FIELDS =
            "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer)"
                    + " cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header";
    private static final String CLOUDFRONT = String.join(
            "\t",
            "2026-11-21",
            "23:59:58",
            "IAD89-C3",
            "335",
            "203.0.113.9",
            "GET",
            "d111.cloudfront.net",
            "/a",
            "200",
            "https://chatgpt.com/",
            "%s",
            "b=c",
            "-",
            "Miss",
            "2kP==",
            "www.news.example");

    @Test
    void readsCombinedLines() throws LogFormat.Malformed {
        LogFormat format = LogKind.COMBINED.format();
        LogLine line = read(format, COMBINED.formatted(GPT));
        assertThat(line)
                .isEqualTo(new LogLine(
                        "21/Nov/2026:23:59:58 +0130", null, "GET", "/a?b=c", 200, "https://chatgpt.com/", GPT));
        assertThat(line.path()).isEqualTo("/a");
        assertThat(format.instant(line.time())).isEqualTo(Instant.parse("2026-11-21T22:29:58Z"));
    }

    @Test
    void readsTheHostInFrontOfACombinedLineAndWhatAServerEscapes() throws LogFormat.Malformed {
        LogFormat format = LogKind.COMBINED.format();
        LogLine line =
                read(format, "www.news.example:443 " + COMBINED.formatted("a \\\"b\\\" \\x22c\\x22 caf\\xc3\\xa9"));
        assertThat(line.host()).isEqualTo("www.news.example:443");
        assertThat(line.userAgent()).isEqualTo("a \"b\" \"c\" café");
    }

    @Test
    void takesAnAbsentHeaderForNone() throws LogFormat.Malformed {
        LogLine line = read(
                LogKind.COMBINED.format(),
                "::1 - bob [21/Nov/2026:23:59:58 +0000] \"GET / HTTP/1.1\" 304 - \"-\" \"-\"");
        assertThat(line.referrer()).isNull();
        assertThat(line.userAgent()).isNull();
        assertThat(line.host()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4 - - [21/Nov/2026:23:59:58 +0000] \"\\x16\\x03\\x01\" 400 166 \"-\" \"-\"", ""})
    void passesOverWhatWasNoRequest(String line) throws LogFormat.Malformed {
        byte[] bytes = line.getBytes(UTF_8);
        assertThat(LogKind.COMBINED.format().read(bytes, 0, bytes.length)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "1.2.3.4 - - [21/Nov/2026:23:59:58 +0000] \"GET / HTTP/1.1\" 200 12",
                "1.2.3.4 - - [21/Nov/2026:23:59:58 +0000] \"GET / HTTP/1.1\" 200 12 \"-\" \"cut o",
                "1.2.3.4 - - [21/Nov/2026:23:59:58 +0000] \"GET / HTTP/1.1\" okay 12 \"-\" \"x\"",
                "[",
                "[21/Nov/2026:23:59:58 +0000]"
            })
    void saysOfAMalformedLineWhyAndNothingOfWhatItSays(String line) {
        assertThatThrownBy(() -> read(LogKind.COMBINED.format(), line))
                .isInstanceOf(LogFormat.Malformed.class)
                .message()
                .doesNotContain("1.2.3.4", "nonsense", "okay");
    }

    @Test
    void readsCaddyLines() throws LogFormat.Malformed {
        LogFormat format = LogKind.CADDY.format();
        LogLine line = read(format, CADDY);
        assertThat(line)
                .isEqualTo(new LogLine(
                        "1795301998.25",
                        "www.news.example",
                        "GET",
                        "/a?b=c",
                        200,
                        "https://chatgpt.com/",
                        "GPTBot/1.2"));
        assertThat(format.instant(line.time())).isEqualTo(Instant.parse("2026-11-21T22:59:58.250Z"));
    }

    @Test
    void passesOverWhatCaddySaysBesides() throws LogFormat.Malformed {
        byte[] line =
                "{\"level\":\"info\",\"ts\":1795301998,\"msg\":\"serving initial configuration\"}".getBytes(UTF_8);
        assertThat(LogKind.CADDY.format().read(line, 0, line.length)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1795301998,2026-11-21T22:59:58Z",
        "1795301998250,2026-11-21T22:59:58.250Z",
        "1795301998250000000,2026-11-21T22:59:58.250Z",
        "'\"2026-11-21T22:59:58Z\"',2026-11-21T22:59:58Z"
    })
    void readsCloudflareLinesInEachOfItsTimes(String written, Instant at) throws LogFormat.Malformed {
        LogFormat format = LogKind.CLOUDFLARE.format();
        LogLine line = read(format, CLOUDFLARE.formatted(written));
        assertThat(format.instant(line.time())).isEqualTo(at);
        assertThat(line.host()).isEqualTo("www.news.example");
        assertThat(line.userAgent()).isEqualTo("GPTBot/1.2");
        assertThat(line.referrer()).isEqualTo("https://chatgpt.com/");
        assertThat(line.status()).isEqualTo(200);
        assertThat(line.country()).isEqualTo("us");
        assertThat(line.asn()).isEqualTo("8075");
    }

    @Test
    void readsFastlyLinesAndSeesWhichTellOfTheSameRequest() throws LogFormat.Malformed {
        LogFormat format = LogKind.FASTLY.format();
        LogLine line = read(format, FASTLY.formatted("true"));
        assertThat(format.instant(line.time())).isEqualTo(Instant.parse("2026-11-21T23:59:58Z"));
        assertThat(line.userAgent()).isEqualTo("GPTBot/1.2");
        assertThat(line.repeated()).isFalse();
        assertThat(read(format, FASTLY.formatted("false")).repeated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mozilla/5.0%20(compatible;%20GPTBot/1.2)", "Mozilla/5.0%2520(compatible;%2520GPTBot/1.2)"})
    void readsCloudFrontLinesNewAndOld(String written) throws LogFormat.Malformed {
        LogFormat format = LogKind.CLOUDFRONT.format();
        assertThat(format.read(CLOUDFRONT_FIELDS.getBytes(UTF_8), 0, CLOUDFRONT_FIELDS.length()))
                .isNull();
        LogLine line = read(format, CLOUDFRONT.formatted(written));
        assertThat(line)
                .isEqualTo(new LogLine(
                        "2026-11-21T23:59:58Z",
                        "www.news.example",
                        "GET",
                        "/a?b=c",
                        200,
                        "https://chatgpt.com/",
                        "Mozilla/5.0 (compatible; GPTBot/1.2)"));
        assertThat(format.instant(line.time())).isEqualTo(Instant.parse("2026-11-21T23:59:58Z"));
    }

    @Test
    void followsTheOrderThatCloudFrontNames() throws LogFormat.Malformed {
        LogFormat format = LogKind.CLOUDFRONT.format();
        String fields = "#Fields: cs(User-Agent) cs-uri-stem date time cs-method sc-status";
        assertThat(format.read(fields.getBytes(UTF_8), 0, fields.length())).isNull();
        LogLine line = read(format, "GPTBot\t/x\t2026-11-21\t23:59:58\tGET\t404");
        assertThat(line.userAgent()).isEqualTo("GPTBot");
        assertThat(line.status()).isEqualTo(404);
    }

    @Test
    void readsWhatJsonEscapesAndPassesOverWhatNobodyAskedFor() throws LogFormat.Malformed {
        LogLine line = read(LogKind.CADDY.format(), """
                { "x":[1,{"y":["}","\\\\"]},true], "ts" : 1.5e9 ,"request":{"method":"GET","host":"a","uri":"\\/caf\\u00e9",\
                "headers":{"User-Agent":["a \\"b\\" \\ud83e\\udd16","second"]}},"status":200,"request2":null}""");
        assertThat(line.target()).isEqualTo("/caf\u00e9");
        assertThat(line.userAgent()).isEqualTo("a \"b\" \ud83e\udd16");
        assertThat(line.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"ts\":1",
                "{\"ts\":1,}",
                "{\"ts\" 1}",
                "{\"ts\":}",
                "{\"ts\":\"open}",
                "{\"ts\":1}{",
                "{\"ts\":[1,2}",
                "[]",
                "{\"request\":{\"method\":\"GET\",\"uri\":\"\\u00zz\"}}"
            })
    void takesNoBrokenJsonForALine(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        assertThatThrownBy(() -> LogKind.CADDY.format().read(bytes, 0, bytes.length))
                .isInstanceOf(LogFormat.Malformed.class);
    }

    @Test
    void refusesNestingWithoutEnd() {
        byte[] deep = ("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8);
        assertThatThrownBy(() -> LogKind.CADDY.format().read(deep, 0, deep.length))
                .isInstanceOf(LogFormat.Malformed.class)
                .hasMessageContaining("deeper");
    }

    @Test
    void tellsEveryFormatByItsLines() {
        assertThat(LogKind.detect(COMBINED.formatted(GPT).getBytes(UTF_8))).contains(LogKind.COMBINED);
        assertThat(LogKind.detect(("nothing\n\n" + CADDY).getBytes(UTF_8))).contains(LogKind.CADDY);
        assertThat(LogKind.detect(CLOUDFLARE.formatted("1").getBytes(UTF_8))).contains(LogKind.CLOUDFLARE);
        assertThat(LogKind.detect(FASTLY.formatted("true").getBytes(UTF_8))).contains(LogKind.FASTLY);
        assertThat(LogKind.detect(("#Version: 1.0\n" + CLOUDFRONT_FIELDS).getBytes(UTF_8)))
                .contains(LogKind.CLOUDFRONT);
        assertThat(LogKind.detect("neither of them\n{\"a\":1}".getBytes(UTF_8))).isEmpty();
    }

    private static LogLine read(LogFormat format, String line) throws LogFormat.Malformed {
        byte[] bytes = line.getBytes(UTF_8);
        return Objects.requireNonNull(format.read(bytes, 0, bytes.length));
    }
}
