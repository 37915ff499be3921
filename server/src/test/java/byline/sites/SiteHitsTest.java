package byline.sites;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SiteHitsTest {
    @Test
    void readsABotVisitAsPublishedWorkersSendIt() {
        SiteHit hit = one("""
                {"k":"ak_1","t":"bot","p":"/a","ua":"GPTBot/1.2","bot":"GPTBot","company":"OpenAI",
                 "country":"US","city":"Boydton","asn":8075}""");
        assertThat(hit.kind()).isEqualTo(SiteHit.Kind.BOT);
        assertThat(hit.siteKey()).isEqualTo("ak_1");
        assertThat(hit.claim()).isEqualTo(new Claim("GPTBot/1.2", "GPTBot", "OpenAI", null));
        assertThat(hit.place()).isEqualTo(new Place("US", "Boydton", 8075L));
        assertThat(hit.id()).isNull();
    }

    @Test
    void readsAReferralAsPublishedWorkersSendIt() {
        SiteHit hit = one("{\"k\":\"ak_1\",\"t\":\"referral\",\"p\":\"/a\",\"s\":\"claude\",\"country\":\"DE\"}");
        assertThat(hit.kind()).isEqualTo(SiteHit.Kind.REFERRAL);
        assertThat(hit.referral(Referrers.builtIn())).contains("claude");
    }

    @Test
    void readsAViewOfTheScript() {
        SiteHit hit = one("""
                {"k":"ak_1","t":"view","p":"/a","d":"Example.com:8443","r":"https://www.google.com/","w":"l",
                 "q":{"utm_source":"chatgpt.com","ctx_token":"t","ctx_iss":"https://i.example"},
                 "i":"0b2e9f0c-6b1a-4b7e-9d59-3f1f6f0f2c11"}""");
        assertThat(hit.host()).isEqualTo("example.com:8443");
        assertThat(hit.width()).isEqualTo(SiteHit.Width.L);
        assertThat(hit.id()).isEqualTo(UUID.fromString("0b2e9f0c-6b1a-4b7e-9d59-3f1f6f0f2c11"));
        assertThat(hit.arrival())
                .isEqualTo(new Arrival("https://www.google.com/", "chatgpt.com", "t", "https://i.example"));
        assertThat(hit.arrival().referrerHost()).contains("www.google.com");
    }

    @Test
    void oneViewIsAReferralTooWhenAnAiSurfaceSentIt() {
        Referrers referrers = Referrers.builtIn();
        assertThat(one("{\"k\":\"a\",\"t\":\"view\",\"p\":\"/\",\"r\":\"https://claude.ai/\"}")
                        .referral(referrers))
                .contains("claude");
        assertThat(one("{\"k\":\"a\",\"t\":\"view\",\"p\":\"/\",\"r\":\"https://a.example/\"}")
                        .referral(referrers))
                .isEmpty();
    }

    @Test
    void readsAConversion() {
        SiteHit hit = one("{\"k\":\"a\",\"t\":\"conversion\",\"p\":\"/\",\"e\":\"signup\",\"v\":9.90,\"c\":\"eur\"}");
        assertThat(hit.conversion()).isEqualTo(new Conversion("signup", new BigDecimal("9.90"), "EUR"));
    }

    @Test
    void aPathLosesItsQueryBecauseThatMayNotBeKept() {
        assertThat(one("{\"k\":\"a\",\"t\":\"view\",\"p\":\"/a?mail=x@y#z\"}").path())
                .isEqualTo("/a");
    }

    @Test
    void whatCloudflareWritesForNoCountryIsNoCountry() {
        assertThat(one("{\"k\":\"a\",\"t\":\"view\",\"p\":\"/\",\"country\":\"T1\"}")
                        .place()
                        .country())
                .isNull();
        assertThat(one("{\"k\":\"a\",\"t\":\"view\",\"p\":\"/\",\"country\":\"XX\"}")
                        .place()
                        .country())
                .isNull();
    }

    @Test
    void nullEmptyAndUnknownFieldsAreAbsent() {
        SiteHit hit = one(
                "{\"k\":\"a\",\"t\":\"view\",\"p\":\"/\",\"r\":\"\",\"asn\":null,\"new\":{\"deep\":[1,{\"x\":2}]},\"q\":null}");
        assertThat(hit.arrival()).isEqualTo(new Arrival(null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            k        | {'t':'view','p':'/'}
            k        | {'k':7,'t':'view','p':'/'}
            t        | {'k':'a','p':'/'}
            t        | {'k':'a','t':'VIEW','p':'/'}
            t        | {'k':'a','t':'click','p':'/'}
            p        | {'k':'a','t':'view'}
            p        | {'k':'a','t':'view','p':'a'}
            p        | {'k':'a','t':'view','p':'https://example.com/a'}
            p        | {'k':'a','t':'view','p':'?q'}
            p        | {'k':'a','t':'view','p':'/a\\nb'}
            ua       | {'k':'a','t':'bot','p':'/'}
            s        | {'k':'a','t':'referral','p':'/'}
            s        | {'k':'a','t':'referral','p':'/','s':'Chat GPT'}
            e        | {'k':'a','t':'conversion','p':'/'}
            v        | {'k':'a','t':'conversion','p':'/','e':'x','v':'9'}
            v        | {'k':'a','t':'conversion','p':'/','e':'x','v':1e13}
            v        | {'k':'a','t':'conversion','p':'/','e':'x','v':1e999999}
            v        | {'k':'a','t':'conversion','p':'/','e':'x','v':0.0000001}
            c        | {'k':'a','t':'conversion','p':'/','e':'x','c':'EURO'}
            country  | {'k':'a','t':'view','p':'/','country':'Germany'}
            asn      | {'k':'a','t':'view','p':'/','asn':-1}
            asn      | {'k':'a','t':'view','p':'/','asn':4294967296}
            asn      | {'k':'a','t':'view','p':'/','asn':1.5}
            asn      | {'k':'a','t':'view','p':'/','asn':'ASX'}
            asn      | {'k':'a','t':'view','p':'/','asn':true}
            d        | {'k':'a','t':'view','p':'/','d':'https://example.com'}
            i        | {'k':'a','t':'view','p':'/','i':'1'}
            w        | {'k':'a','t':'view','p':'/','w':'1920'}
            q        | {'k':'a','t':'view','p':'/','q':'utm_source=x'}
            k        | {'k':'a','k':'b','t':'view','p':'/'}
            ''       | 7
            ''       | [1]
            """)
    void refusesAWrongHitByItsField(String field, String json) {
        assertThat(read("[" + json.replace('\'', '"') + "]").refusals())
                .singleElement()
                .extracting(RefusedHit::field)
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"k,101", "ua,1025", "bot,101", "company,101", "s,101", "city,101", "e,101", "p,2050", "r,4097"})
    void refusesWhatIsTooLong(String field, int length) {
        String value = (field.equals("p") ? "/" : "") + "a".repeat(length - 1);
        String json = "{\"t\":\"conversion\"," + (field.equals("k") ? "" : "\"k\":\"a\",")
                + (field.equals("p") ? "" : "\"p\":\"/\",") + (field.equals("e") ? "" : "\"e\":\"x\",") + "\"" + field
                + "\":\"" + value + "a\"}";
        assertThat(read(json).refusals())
                .singleElement()
                .extracting(RefusedHit::field)
                .isEqualTo(field);
    }

    @Test
    void aWrongHitDoesNotSpoilTheOthers() {
        SiteHits.Read read = read("""
                [{"k":"a","t":"view","p":"/1"},{"k":"a","t":"view","p":7},3,{"k":"a","t":"view","p":"/2"}]""");
        assertThat(read.hits()).extracting(SiteHit::path).containsExactly("/1", "/2");
        assertThat(read.refusals())
                .containsExactly(
                        new RefusedHit(1, "p", "It must be a string.", "a"),
                        new RefusedHit(2, "", "A hit must be a JSON object."));
    }

    @Test
    void takesUpTo500HitsAndNothingOfMore() {
        String hit = "{\"k\":\"a\",\"t\":\"view\",\"p\":\"/\"}";
        assertThat(read(array(hit, 500)).hits()).hasSize(500);
        assertThat(parse(array(hit, 501))).isEqualTo(new SiteHits.TooMany(500));
        assertThat(read("[]").hits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"x\"",
                "{",
                "[{\"k\":1}",
                "[] []",
                "{}x",
                "{'k':1}",
                "[{\"a\":1,}]",
                "\u0000"
            })
    void aBodyThatIsNotJsonGivesNothing(String body) {
        assertThat(parse(body)).isInstanceOf(SiteHits.NotJson.class);
    }

    @Test
    void deepNestingIsNotJson() {
        assertThat(parse("[".repeat(100_000))).isInstanceOf(SiteHits.NotJson.class);
    }

    private static String array(String item, int count) {
        return "[" + String.join(",", Collections.nCopies(count, item)) + "]";
    }

    private static SiteHits parse(String body) {
        return SiteHits.parse(body.getBytes(UTF_8));
    }

    private static SiteHits.Read read(String body) {
        return assertThat(parse(body))
                .asInstanceOf(InstanceOfAssertFactories.type(SiteHits.Read.class))
                .actual();
    }

    private static SiteHit one(String body) {
        List<SiteHit> hits = read(body).hits();
        assertThat(hits).hasSize(1);
        return hits.getFirst();
    }
}
