package byline.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import byline.verify.SignatureFields.Input;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The examples and test vectors of RFC 9421.
class SignedBytesTest {
    private static final String DIGEST =
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

    /// B.2, "test-request".
    private static final SignedRequest REQUEST = new SignedRequest(
            "POST",
            URI.create("https://example.com/foo?param=Value&Pet=dog"),
            headers(Map.of(
                    "host", "example.com",
                    "date", "Tue, 20 Apr 2021 02:07:55 GMT",
                    "content-type", "application/json",
                    "content-digest", DIGEST,
                    "content-length", "18")));

    private static java.util.function.Function<String, List<String>> headers(Map<String, String> lines) {
        return name -> lines.containsKey(name) ? List.of(Objects.requireNonNull(lines.get(name))) : List.of();
    }

    private static Input input(String text) {
        return Objects.requireNonNull(
                SignatureFields.inputs(List.of("sig=" + text)).get("sig"));
    }

    private static String base(SignedRequest request, String input) {
        return new String(new SignedBytes(request).of(input(input)), StandardCharsets.UTF_8);
    }

    @Test
    void isTheBaseOfSection2Point5() {
        assertThat(base(REQUEST, """
                ("@method" "@authority" "@path" "content-digest" "content-length" "content-type")\
                ;created=1618884473;keyid="test-key-rsa-pss\"""")).isEqualTo("""
                "@method": POST
                "@authority": example.com
                "@path": /foo
                "content-digest": %s
                "content-length": 18
                "content-type": application/json
                "@signature-params": ("@method" "@authority" "@path" "content-digest" "content-length" "content-type")\
                ;created=1618884473;keyid="test-key-rsa-pss\"""".formatted(DIGEST));
    }

    @Test
    void isTheEmptyBaseOfB21() {
        assertThat(base(REQUEST, "();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\""))
                .isEqualTo(
                        "\"@signature-params\": ();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"");
    }

    @Test
    void verifiesTheSignatureOfB26() {
        String params =
                "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"";
        byte[] base = base(REQUEST, params).getBytes(StandardCharsets.UTF_8);
        byte[] key = Base64.getDecoder().decode("JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
        byte[] signature = Objects.requireNonNull(SignatureFields.bytes(
                        List.of(
                                "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"))
                .get("sig-b26"));
        assertThat(Ed25519.verify(key, base, signature)).isTrue();
        base[0] ^= 1; // another message
        assertThat(Ed25519.verify(key, base, signature)).isFalse();
    }

    @Test
    void knowsTheDigestOfTheTestRequest() {
        byte[] body = "{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(ContentDigest.matches(List.of(DIGEST), body)).isTrue();
        assertThat(ContentDigest.matches(List.of("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"), body))
                .isTrue();
        assertThat(ContentDigest.matches(List.of(DIGEST), "{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(ContentDigest.matches(List.of("md5=:AAAA:"), body)).isFalse();
        assertThat(ContentDigest.matches(List.of(), body)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@method|POST",
                "@target-uri|https://www.example.com/path?param=value",
                "@authority|www.example.com",
                "@scheme|https",
                "@request-target|/path?param=value",
                "@path|/path",
                "@query|?param=value"
            })
    void derivesTheComponentsOfSection2Point2(String component, String value) {
        SignedRequest request =
                new SignedRequest("POST", URI.create("https://www.example.com/path?param=value"), name -> List.of());
        assertThat(base(request, "(\"" + component + "\")")).startsWith("\"" + component + "\": " + value + "\n");
    }

    @Test
    void normalisesWhatSection2Point2Says() {
        SignedRequest bare = new SignedRequest("GET", URI.create("HTTPS://WWW.Example.com:443"), name -> List.of());
        assertThat(base(bare, "(\"@path\" \"@query\" \"@authority\" \"@scheme\")"))
                .startsWith("\"@path\": /\n\"@query\": ?\n\"@authority\": www.example.com\n\"@scheme\": https\n");
        SignedRequest other = new SignedRequest("GET", URI.create("http://example.com:8007/a"), name -> List.of());
        assertThat(base(other, "(\"@authority\")")).startsWith("\"@authority\": example.com:8007\n");
    }

    @Test
    void joinsTheLinesOfAHeaderLikeSection2Point1() {
        SignedRequest request = new SignedRequest(
                "GET", URI.create("https://a.example/"), name -> List.of("  max-age=60 ", "\tmust-revalidate"));
        assertThat(base(request, "(\"cache-control\")")).startsWith("\"cache-control\": max-age=60, must-revalidate\n");
    }

    @Test
    void takesAMemberOfADictionaryLikeSection2Point1Point2() {
        SignedRequest request = new SignedRequest(
                "GET", URI.create("https://a.example/"), name -> List.of("  a=1, b=2;x=1;y=2", "c=(a   b    c), d"));
        assertThat(base(request, """
                        ("example-dict";key="a" "example-dict";key="d" "example-dict";key="b" "example-dict";key="c")""")).startsWith("""
                        "example-dict";key="a": 1
                        "example-dict";key="d": ?1
                        "example-dict";key="b": 2;x=1;y=2
                        "example-dict";key="c": (a b c)
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(\"@method\" \"@method\")",
                "(a)",
                "(\"x-missing\")",
                "(\"content-digest\";key=\"md5\")",
                "(\"@status\")",
                "(\"content-digest\";sf)",
                "(\"@query-param\";name=\"param\")"
            })
    void refusesComponentsThatAreTwiceThereOrNotAtAllOrOfAnotherKind(String input) {
        assertThatThrownBy(() -> base(REQUEST, input)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sig",
                "sig=",
                "sig=(",
                "sig=(\"a\"",
                "sig=(\"a\");",
                "sig=(\"a\");created=1.5.5",
                "sig=(\"a\"),",
                "Sig=(\"a\")",
                "sig=(\"a\");x=\"",
                "sig=(\"a\") x"
            })
    void refusesFieldsThatAreNone(String text) {
        assertThatThrownBy(() -> SignatureFields.inputs(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsSeveralSignaturesAndTheirParameters() {
        Map<String, Input> inputs = SignatureFields.inputs(List.of(
                "a=(\"@method\");created=1;tag=\"x;y\"", "b=();keyid=\"k#1\";expires=99, c=(\"date\" \"x-y\")"));
        assertThat(inputs).containsOnlyKeys("a", "b", "c");
        assertThat(Objects.requireNonNull(inputs.get("a")).time("created")).contains(Instant.ofEpochSecond(1));
        assertThat(Objects.requireNonNull(inputs.get("b")).text("keyid")).contains("k#1");
        assertThat(Objects.requireNonNull(inputs.get("c")).components()).containsExactly("\"date\"", "\"x-y\"");
    }
}
