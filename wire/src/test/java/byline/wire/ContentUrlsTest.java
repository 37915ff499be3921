package byline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentUrlsTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.com, example.com",
        "https://EXAMPLE.com:8443/a, example.com",
        "http://example.com./a, example.com",
        "https://user:pass@example.com/a, example.com",
        "https://münchen.example/a, xn--mnchen-3ya.example",
        "https://MÜNCHEN.example, xn--mnchen-3ya.example",
        "https://example.com?x=http://other.example/, example.com",
        "https://example.com#@other.example, example.com",
        "'https://example.com\\@other.example', example.com",
        "https://[2001:DB8::1]:443/a, [2001:db8::1]",
        "HTTPS://Example.COM/Path, example.com",
    })
    void findsTheHostThatOwnershipGoesBy(String url, String host) {
        assertThat(ContentUrls.findHost(url)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/a",
                "/a",
                "https://",
                "https:///a",
                "://example.com",
                "1a://b",
                "https://:80",
                "doi:10.1000/1"
            })
    void findsNoHostWhereThereIsNone(String url) {
        assertThat(ContentUrls.findHost(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com/",
        "HTTPS://EXAMPLE.com:443/A?b=C#d, https://example.com/A?b=C",
        "http://example.com:80, http://example.com/",
        "http://example.com:8080/a/, http://example.com:8080/a/",
        "https://u@example.com./a, https://example.com/a",
        "https://example.com?q=1, https://example.com/?q=1",
        "https://münchen.example/ä, https://xn--mnchen-3ya.example/ä",
        "not a url, not a url",
    })
    void givesAddressesOfOneThingOneForm(String url, String canonical) {
        assertThat(ContentUrls.canonical(url)).isEqualTo(canonical);
        assertThat(ContentUrls.canonical(canonical)).isEqualTo(canonical);
    }

    @Test
    void neverThrowsForAHostThatIsNone() {
        assertThat(ContentUrls.findHost("https://" + "ä".repeat(100) + "/")).isEmpty();
        assertThat(ContentUrls.canonical("https://" + "ä".repeat(100) + "/")).startsWith("https://ä");
    }
}
