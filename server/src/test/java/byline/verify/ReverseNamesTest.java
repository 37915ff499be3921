package byline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import byline.verify.ReverseNames.Confirmed;
import byline.verify.ReverseNames.Refuted;
import byline.verify.ReverseNames.Unreachable;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReverseNamesTest {
    private static final List<String> NAMES = List.of("bots.example", "crawl.example");

    private final NameServer dns = new NameServer();
    private final ReverseNames names = new ReverseNames(dns.names());

    @AfterEach
    void stop() {
        dns.close();
    }

    private ReverseNames.Result check(String address) {
        return names.check(InetAddress.ofLiteral(address), NAMES);
    }

    @Test
    void confirmsAnAddressWhoseNameLeadsBackToIt() {
        dns.pointer("198.51.100.7", "One.Crawl.Example").address("one.crawl.example", "198.51.100.7");
        dns.pointer("2001:db8::7", "six.bots.example").address("six.bots.example", "2001:db8::7");
        assertThat(check("198.51.100.7")).isEqualTo(new Confirmed("crawl.example"));
        assertThat(check("2001:db8::7")).isEqualTo(new Confirmed("bots.example"));
    }

    @Test
    void refutesANameThatLeadsElsewhereOrNowhere() {
        dns.pointer("198.51.100.8", "one.bots.example").address("one.bots.example", "198.51.100.7");
        dns.pointer("198.51.100.9", "missing.bots.example");
        assertThat(check("198.51.100.8")).isEqualTo(new Refuted());
        assertThat(check("198.51.100.9")).isEqualTo(new Refuted());
    }

    @Test
    void refutesAnotherNameAndOneThatOnlyEndsLikeIt() {
        dns.pointer("198.51.100.8", "x.evilbots.example").address("x.evilbots.example", "198.51.100.8");
        dns.pointer("198.51.100.9", "bots.example.evil.example").address("bots.example.evil.example", "198.51.100.9");
        assertThat(check("198.51.100.8")).isEqualTo(new Refuted());
        assertThat(check("198.51.100.9")).isEqualTo(new Refuted());
        assertThat(check("198.51.100.10")).isEqualTo(new Refuted());
    }

    @Test
    void saysNothingWhenNobodyAnswers() {
        dns.silent(true);
        assertThat(check("198.51.100.7")).isEqualTo(new Unreachable());
    }
}
