package byline;

import byline.verify.AddressRanges;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Where the demo's visitors come from: addresses set aside for documentation, of which some operators own a part, as
/// long as their true ranges have not been fetched. Some visitors give a name that is not theirs.
final class DemoNetwork {
    private static final Map<String, URI> DOCUMENTS = Map.of(
            "192.0.2.0/25", URI.create("https://openai.com/gptbot.json"),
            "192.0.2.128/25", URI.create("https://openai.com/chatgpt-user.json"),
            "198.51.100.0/24", URI.create("https://claude.com/crawling/bots.json"),
            "203.0.113.0/24", URI.create("https://www.perplexity.com/perplexitybot.json"));
    private static final Map<String, String> OWN = Map.of(
            "GPTBot", "192.0.2.",
            "ChatGPT-User", "192.0.2.1",
            "ClaudeBot", "198.51.100.",
            "Claude-User", "198.51.100.",
            "PerplexityBot", "203.0.113.");

    /// Of a hundred visits, so many have no address with them, and so many another's.
    private static final int WITHOUT = 6;

    private static final int IMPOSTORS = 5;

    private DemoNetwork() {}

    static void publish(Path data) {
        DOCUMENTS.forEach((block, document) -> AddressRanges.keep(
                data.resolve("ranges"), document, "{\"prefixes\":[{\"ipv4Prefix\":\"" + block + "\"}]}"));
    }

    /// The address of a visit by a bot of this name; null where the worker passed none on.
    static @Nullable String address(String bot, Random random) {
        int chance = random.nextInt(100);
        int host = 30 + random.nextInt(60);
        if (chance < WITHOUT) return null;
        return (chance < WITHOUT + IMPOSTORS ? "198.18.7." : OWN.getOrDefault(bot, "198.18.0.")) + host;
    }
}
