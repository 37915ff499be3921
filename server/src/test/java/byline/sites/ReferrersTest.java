package byline.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferrersTest {
    private static final Referrers REFERRERS = Referrers.builtIn();

    @ParameterizedTest
    @CsvSource({
        "https://chatgpt.com/, chatgpt",
        "https://chat.openai.com/c/1, chatgpt",
        "https://www.chatgpt.com, chatgpt",
        "HTTPS://ChatGPT.com:443/, chatgpt",
        "https://chatgpt.com./, chatgpt",
        "https://claude.ai/chat/1, claude",
        "https://www.perplexity.ai/search/x, perplexity",
        "https://gemini.google.com/app, gemini",
        "https://copilot.microsoft.com/, copilot",
        "https://www.bing.com/chat?q=x, copilot",
        "https://edgeservices.bing.com/edgesvc/chat, copilot",
        "https://www.meta.ai/, meta-ai",
        "https://grok.com/, grok",
        "https://x.com/i/grok?conversation=1, grok",
        "https://you.com/search?q=x, you",
        "https://www.phind.com/, phind",
        "https://kagi.com/assistant, kagi",
        "https://search.brave.com/ask?q=x, brave-leo",
        "https://duck.ai/, duckduckgo-ai",
        "https://duckduckgo.com/?q=x&ia=chat, duckduckgo-ai",
        "https://chat.deepseek.com/, deepseek",
        "https://chat.mistral.ai/chat, mistral",
        "https://www.google.com/search?q=x&udm=50, google-ai-mode",
        "https://www.google.co.uk/ai, google-ai-mode",
        "android-app://com.openai.chatgpt/, chatgpt"
    })
    void anAiSurfaceIsKnownByItsAddress(String referrer, String source) {
        assertThat(find(referrer, null)).contains(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://thankyou.com/",
                "https://notclaude.ai.evil.example/",
                "https://claude.ai.evil.example/",
                "https://notclaude.ai/",
                "https://evil.example/claude.ai",
                "https://evil.example/?from=https://claude.ai/",
                "https://claude.ai@evil.example/",
                "https://evil.example\\@claude.ai/",
                "https://evil.example#claude.ai",
                "https://news.example/chatgpt.com"
            })
    void aHostThatOnlyContainsAnotherIsNotIt(String referrer) {
        assertThat(find(referrer, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://duckduckgo.com/",
                "https://duckduckgo.com/?q=chat",
                "https://duckduckgo.com/?q=ia%3Dchat&ia=web",
                "https://search.brave.com/",
                "https://search.brave.com/search?q=leo",
                "https://search.brave.com/asking",
                "https://kagi.com/",
                "https://kagi.com/search?q=assistant",
                "https://www.google.com/",
                "https://www.google.com/search?q=x&udm=5",
                "https://www.google.com/airlines",
                "https://www.bing.com/search?q=chat",
                "https://x.com/",
                "https://openai.com/blog"
            })
    void plainSearchIsNotAnAiReferral(String referrer) {
        assertThat(find(referrer, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "chatgpt.com, chatgpt",
        "ChatGPT.com, chatgpt",
        "www.perplexity.ai, perplexity",
        "perplexity, perplexity",
        "openai, chatgpt",
        "copilot.com, copilot"
    })
    void aTaggedLinkCountsWithoutAReferrer(String utmSource, String source) {
        assertThat(find(null, utmSource)).contains(source);
        assertThat(find("", utmSource)).contains(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"newsletter", "notchatgpt.com", "chatgpt.com.evil.example", "you", ""})
    void anyOtherTagDoesNot(String utmSource) {
        assertThat(find(null, utmSource)).isEmpty();
    }

    @Test
    void theReferrerIsAskedBeforeTheTag() {
        assertThat(find("https://claude.ai/", "chatgpt.com")).contains("claude");
        assertThat(find("https://www.example.org/", "chatgpt.com")).contains("chatgpt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "chatgpt.com",
                "about:client",
                "https://",
                "https:///",
                "javascript:1",
                "https://[::1]/",
                "::"
            })
    void whatIsNoWebAddressIsNoSource(String referrer) {
        assertThat(find(referrer, null)).isEmpty();
    }

    @Test
    void aHostOfThousandsOfLabelsIsNoHost() {
        assertThat(find("https://" + "a.".repeat(2_000) + "claude.ai/", null)).isEmpty();
    }

    @Test
    void noTwoSourcesShareAnIdAndEveryPublishedOneIsThere() {
        assertThat(REFERRERS.list())
                .extracting(Source::id)
                .doesNotHaveDuplicates()
                .contains("chatgpt", "claude", "perplexity", "gemini", "copilot", "meta-ai", "grok", "you", "phind")
                .contains("kagi", "brave-leo", "duckduckgo-ai");
    }

    private static Optional<String> find(@Nullable String referrer, @Nullable String utmSource) {
        return REFERRERS.find(referrer, utmSource).map(Source::id);
    }
}
