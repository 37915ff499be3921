package byline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import byline.verify.WebFetch.Failed;
import byline.verify.WebFetch.Page;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebFetchTest {
    NameServer dns;
    WebSites web;
    WebFetch fetch;

    @BeforeEach
    void start() {
        dns = new NameServer().address("example.com", "127.0.0.1").address("www.example.com", "127.0.0.1");
        web = new WebSites();
        fetch = new WebFetch(dns.names(), new PublicSuffixes(), web.reach());
    }

    @AfterEach
    void stop() {
        fetch.close();
        web.close();
        dns.close();
    }

    @Test
    void getsAPageOverTlsUnderItsOwnName() {
        web.page("example.com/", "hello");
        assertThat(fetch.get(URI.create("https://example.com/")))
                .isEqualTo(new Page(URI.create("https://example.com/"), 200, "hello"));
    }

    @Test
    void refusesACertificateForAnotherName() {
        dns.address("example.net", "127.0.0.1");
        web.page("example.net/", "hello");
        assertThat(fetch.get(URI.create("https://example.net/"))).isInstanceOf(Failed.class);
        assertThat(web.asked()).isEmpty();
    }

    @Test
    void refusesACertificateNobodyTrusts() {
        WebFetch strict = new WebFetch(
                dns.names(),
                new PublicSuffixes(),
                new Reach(
                        address -> true,
                        web.reach().port("http"),
                        web.reach().port("https"),
                        Reach.ofThePublicInternet()::trust));
        assertThat(strict.get(URI.create("https://example.com/"))).isInstanceOf(Failed.class);
        assertThat(web.asked()).isEmpty();
        strict.close();
    }

    @Test
    void theProductsOwnReachDoesNotIncludeThisMachine() {
        WebFetch product = new WebFetch(dns.names(), new PublicSuffixes(), Reach.ofThePublicInternet());
        dns.address("mapped.example.com", "::ffff:127.0.0.1").address("six.example.com", "::1");
        for (String host : new String[] {"example.com", "mapped.example.com", "six.example.com"}) {
            assertThat(product.get(URI.create("http://" + host + "/")))
                    .isEqualTo(new Failed("the name does not resolve to a public address"));
        }
        product.close();
    }

    @Test
    void refusesANameWithOneAddressOutOfReach() {
        dns.address("example.com", "127.0.0.1").address("example.com", "10.0.0.1");
        assertThat(fetch.get(URI.create("http://example.com/"))).isInstanceOf(Failed.class);
    }

    @Test
    void connectsToTheAddressItCheckedWhenTheNameIsPointedElsewhereMeanwhile() {
        web.page("example.com/", "first").redirect("www.example.com/", "https://www.example.com/next");
        dns.address("www.example.com", "127.0.0.1", "10.0.0.1");
        assertThat(fetch.get(URI.create("https://www.example.com/")))
                .isEqualTo(new Failed("the name does not resolve to a public address"));
        assertThat(web.asked()).containsExactly("www.example.com/");
    }

    @Test
    void followsRedirectsOnTheSameSite() {
        web.redirect("example.com/", "https://www.example.com/")
                .redirect("www.example.com/", "/home")
                .page("www.example.com/home", "hi");
        assertThat(fetch.get(URI.create("https://example.com/")))
                .isEqualTo(new Page(URI.create("https://www.example.com/home"), 200, "hi"));
    }

    @Test
    void stopsAfterThreeRedirects() {
        web.redirect("example.com/", "/");
        assertThat(fetch.get(URI.create("https://example.com/")))
                .isEqualTo(new Failed("it redirects more than 3 times"));
        assertThat(web.asked()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/",
                "http://example.com/plain",
                "https://example.com:8443/",
                "https://user@example.com/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://0x7f000001/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "//example.org/"
            })
    void doesNotFollowARedirectAway(String elsewhere) {
        web.redirect("example.com/", elsewhere);
        dns.address("example.org", "127.0.0.1");
        assertThat(fetch.get(URI.create("https://example.com/"))).isInstanceOf(Failed.class);
        assertThat(web.asked()).containsExactly("example.com/");
    }

    @Test
    void stopsAtOneMebibyte() {
        web.page("example.com/", "x".repeat(1024 * 1024 + 1)).page("www.example.com/", "x".repeat(1024 * 1024));
        assertThat(fetch.get(URI.create("https://example.com/"))).isEqualTo(new Failed("it is larger than 1 MiB"));
        assertThat(fetch.get(URI.create("https://www.example.com/"))).isInstanceOf(Page.class);
    }

    @Test
    void stopsAnEndlessTrickle() {
        CountDownLatch over = new CountDownLatch(1);
        web.handle("example.com/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!over.await(200, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(fetch.get(URI.create("https://example.com/")))
                .isEqualTo(new Failed("it took longer than 5 seconds"));
        over.countDown();
    }
}
