package byline.sites;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names the bot behind a user agent. The name is a claim: anyone may send any user agent.
///
/// A pattern counts as a word of its own: not inside a longer word (`GPTBotany`), a path (`/docs/GPTBot`) or an
/// address (`gptbot@example.com`), and not as what the sender is `like`. Of several the longest wins, so
/// `Applebot-Extended` is not `Applebot`; a tool a crawler is built with, such as `Apache-HttpClient`, wins only when
/// nothing else is named.
public final class Bots {
    public static final int MAX_USER_AGENT = 1_024;
    private static final int CACHED = 20_000;

    private final BotList list;
    private final Literals literals;
    private final Pattern unnamed;
    private final Cache<String, Optional<Bot>> found =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    private Bots(BotList list) {
        this.list = list;
        literals = new Literals(list.bots().stream().map(Bot::pattern).toList());
        unnamed = Pattern.compile(String.join("|", list.unnamed()), Pattern.CASE_INSENSITIVE);
    }

    /// The list in the jar.
    public static Bots builtIn() {
        return new Bots(BotList.builtIn());
    }

    /// The list in the jar and the operator's own, whose entries win over those of the same pattern.
    public static Bots with(Path file) throws IOException {
        BotList own = BotList.of(file);
        BotList ours = BotList.builtIn();
        Map<String, Bot> bots = new LinkedHashMap<>();
        for (Bot bot : ours.bots()) bots.put(key(bot), bot);
        for (Bot bot : own.bots()) bots.put(key(bot), bot);
        return new Bots(new BotList(ours.version(), ours.sources(), List.copyOf(bots.values()), ours.unnamed()));
    }

    /// This list without what was added after `day`: classification as known then.
    public Bots asKnownOn(LocalDate day) {
        List<Bot> then =
                list.bots().stream().filter(bot -> !bot.added().isAfter(day)).toList();
        return new Bots(new BotList(day.toString(), list.sources(), then, list.unnamed()));
    }

    /// The bot this user agent claims to be; [Bot#UNNAMED] for a program that is in no list; empty for a person.
    public Optional<Bot> find(String userAgent) {
        String text = userAgent.length() <= MAX_USER_AGENT ? userAgent : userAgent.substring(0, MAX_USER_AGENT);
        return found.get(text, this::classify);
    }

    /// Every bot that the user agent names, the one that counts first; for whoever asks why.
    public List<Bot> named(String userAgent) {
        String text = userAgent.length() <= MAX_USER_AGENT ? userAgent : userAgent.substring(0, MAX_USER_AGENT);
        EveryMatch matches = new EveryMatch(text, list.bots());
        literals.find(text, matches);
        return matches.found();
    }

    public List<Bot> list() {
        return list.bots();
    }

    /// Every document in which an operator publishes its ranges.
    public Set<URI> rangeDocuments() {
        return list.bots().stream()
                .flatMap(bot -> bot.verify().ranges().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    public String version() {
        return list.version();
    }

    private Optional<Bot> classify(String userAgent) {
        if (userAgent.isBlank()) return Optional.empty();
        BestMatch best = new BestMatch(userAgent, list.bots());
        literals.find(userAgent, best);
        if (best.bot() != null) return Optional.of(best.bot());
        return unnamed.matcher(userAgent).find() ? Optional.of(Bot.UNNAMED) : Optional.empty();
    }

    private static String key(Bot bot) {
        return bot.pattern().toLowerCase(Locale.ROOT);
    }
}
