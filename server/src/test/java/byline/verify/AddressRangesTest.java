package byline.verify;

import static byline.verify.AddressRanges.Answer.INSIDE;
import static byline.verify.AddressRanges.Answer.OUTSIDE;
import static byline.verify.AddressRanges.Answer.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {
    private static final URI DOCUMENT = URI.create("https://example.com/bot.json");
    private static final String PLACE = "example.com/bot.json";
    private static final String RANGES = """
            {"creationTime":"2026-01-01T00:00:00","prefixes":[{"ipv4Prefix":"198.51.100.0/28"},
             {"ipv6Prefix":"2001:db8:7::/48"},{"ipv4Prefix":"203.0.113.9/32"}]}""";

    @TempDir
    Path folder;

    private final NameServer dns = new NameServer().address("example.com", "127.0.0.1");
    private final WebSites sites = new WebSites();
    private WebFetch web;

    @BeforeEach
    void start() {
        web = new WebFetch(dns.names(), new PublicSuffixes(), sites.reach());
    }

    @AfterEach
    void stop() {
        web.close();
        sites.close();
        dns.close();
    }

    private AddressRanges ranges() {
        return new AddressRanges(web, folder, Set.of(DOCUMENT));
    }

    private static AddressRanges.Answer ask(AddressRanges ranges, String address) {
        return ranges.ask(DOCUMENT, InetAddress.ofLiteral(address));
    }

    @Test
    void knowsWhichAddressesADocumentHas() {
        sites.page(PLACE, RANGES);
        try (AddressRanges ranges = ranges()) {
            assertThat(ask(ranges, "198.51.100.7")).isEqualTo(UNKNOWN);
            ranges.refresh();
            for (String in : new String[] {"198.51.100.0", "198.51.100.15", "203.0.113.9", "2001:db8:7:ffff::1"}) {
                assertThat(ask(ranges, in)).as(in).isEqualTo(INSIDE);
            }
            for (String out : new String[] {"198.51.100.16", "203.0.113.8", "2001:db8:8::1", "192.0.2.1"}) {
                assertThat(ask(ranges, out)).as(out).isEqualTo(OUTSIDE);
            }
        }
    }

    @Test
    void readsABlockALineToo() {
        sites.page(PLACE, "# ours\n198.51.100.0/28\n\n203.0.113.9 # one\n");
        try (AddressRanges ranges = ranges()) {
            ranges.refresh();
            assertThat(ask(ranges, "203.0.113.9")).isEqualTo(INSIDE);
            assertThat(ask(ranges, "203.0.113.10")).isEqualTo(OUTSIDE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "<html>198.51.100.0/28</html>", "[\"0.0.0.0/0\"]", "[\"198.51.100.0/28\",\"::/0\"]"})
    void keepsTheLastGoodDocument(String bad) {
        sites.page(PLACE, RANGES);
        try (AddressRanges ranges = ranges()) {
            ranges.refresh();
            sites.page(PLACE, bad);
            ranges.refresh();
            sites.remove(PLACE);
            ranges.refresh();
            assertThat(ask(ranges, "198.51.100.7")).isEqualTo(INSIDE);
            assertThat(ask(ranges, "192.0.2.1")).isEqualTo(OUTSIDE);
        }
    }

    @Test
    void keepsItOverARestart() {
        sites.page(PLACE, RANGES);
        try (AddressRanges ranges = ranges()) {
            ranges.refresh();
        }
        try (AddressRanges ranges = ranges()) {
            assertThat(ask(ranges, "198.51.100.7")).isEqualTo(INSIDE);
        }
    }
}
