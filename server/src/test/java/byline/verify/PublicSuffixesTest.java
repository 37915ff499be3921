package byline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicSuffixesTest {
    private final PublicSuffixes suffixes = new PublicSuffixes();

    @ParameterizedTest
    @ValueSource(strings = {"com", "co.uk", "github.io", "xn--p1ai", "chuo.kobe.jp", "anything.ck", "blogspot.com"})
    void knowsThatNobodyOwnsASuffix(String host) {
        assertThat(suffixes.contain(host)).isTrue();
    }

    @Test
    void findsTheRegisteredDomain() {
        assertThat(suffixes.registrable("www.news.example.co.uk")).contains("example.co.uk");
        assertThat(suffixes.registrable("bugle.github.io")).contains("bugle.github.io");
        assertThat(suffixes.registrable("www.ck")).contains("www.ck");
        assertThat(suffixes.registrable("xn--e1afmkfd.xn--p1ai")).contains("xn--e1afmkfd.xn--p1ai");
        assertThat(suffixes.registrable("www.bugle.internal-tld")).contains("bugle.internal-tld");
    }

    @Test
    void saysWhetherTwoHostsAreOneSite() {
        assertThat(suffixes.areOneSite("example.com", "www.example.com")).isTrue();
        assertThat(suffixes.areOneSite("example.com", "example.org")).isFalse();
        assertThat(suffixes.areOneSite("a.github.io", "b.github.io")).isFalse();
        assertThat(suffixes.areOneSite("github.io", "github.io")).isFalse();
    }
}
