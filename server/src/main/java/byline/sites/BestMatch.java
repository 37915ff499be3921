package byline.sites;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps, of the patterns found in one user agent, the one that names it best.
final class BestMatch implements Literals.Sink {
    /// What joins a word to the word, path or address before it.
    private static final String GLUE = "-_./@=&?#%~";

    /// What comes before the name of another: Feedly, for one, sends `like FeedFetcher-Google`.
    private static final List<String> LIKENESS = List.of("like ", "compatible with ");

    private final String userAgent;
    private final List<Bot> bots;
    private @Nullable Bot best;

    BestMatch(String userAgent, List<Bot> bots) {
        this.userAgent = userAgent;
        this.bots = bots;
    }

    @Nullable
    Bot bot() {
        return best;
    }

    @Override
    public void found(int literal, int end) {
        Bot bot = bots.get(literal);
        if (standsAlone(end - bot.pattern().length(), end) && isBetter(bot)) best = bot;
    }

    /// Literals come in the order in which they end, so of two equally good ones the earlier stays.
    private boolean isBetter(Bot bot) {
        if (best == null) return true;
        int closer = bot.precision().compareTo(best.precision());
        return closer > 0
                || (closer == 0 && bot.pattern().length() > best.pattern().length());
    }

    boolean standsAlone(int start, int end) {
        return opens(start) && closes(end);
    }

    private boolean opens(int start) {
        if (start == 0 || !Literals.isWord(userAgent.charAt(start))) return true;
        char before = userAgent.charAt(start - 1);
        return !Literals.isWord(before) && GLUE.indexOf(before) < 0 && !isLikeness(start);
    }

    private boolean isLikeness(int start) {
        return LIKENESS.stream()
                .anyMatch(words -> userAgent.regionMatches(true, start - words.length(), words, 0, words.length()));
    }

    private boolean closes(int end) {
        if (end == userAgent.length() || !Literals.isWord(userAgent.charAt(end - 1))) return true;
        char after = userAgent.charAt(end);
        if (after == '.') return end + 1 == userAgent.length() || !Literals.isWord(userAgent.charAt(end + 1));
        return !Literals.isWord(after) && after != '_' && after != '@';
    }
}
