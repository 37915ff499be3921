package byline.sites;

import java.util.ArrayList;
import java.util.List;

/// Every pattern found in one user agent as a word of its own, for whoever asks why one of them was chosen.
final class EveryMatch implements Literals.Sink {
    private final BestMatch best;
    private final List<Bot> bots;
    private final List<Bot> found = new ArrayList<>();

    EveryMatch(String userAgent, List<Bot> bots) {
        this.best = new BestMatch(userAgent, bots);
        this.bots = bots;
    }

    @Override
    public void found(int literal, int end) {
        best.found(literal, end);
        Bot bot = bots.get(literal);
        if (best.standsAlone(end - bot.pattern().length(), end) && !found.contains(bot)) {
            found.add(bot);
        }
    }

    /// The one that counts first, then the others in the order in which they stand.
    List<Bot> found() {
        List<Bot> ordered = new ArrayList<>(found);
        if (best.bot() != null && ordered.remove(best.bot())) {
            ordered.addFirst(best.bot());
        }
        return ordered;
    }
}
