package byline;

import byline.sites.Bots;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The built-in list of bots with an operator's own.
final class OwnBots {
    private OwnBots() {}

    /// @throws Config.Refused when the file is not there or not of its form, saying which entry is wrong and how
    static Bots with(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return Bots.builtIn();
        }
        try {
            return Bots.with(file.get());
        } catch (NoSuchFileException missing) {
            throw new Config.Refused("There is no file of bots at " + file.get() + " (sites.bots-file)");
        } catch (IllegalArgumentException wrong) {
            throw new Config.Refused("The file of bots can't be used (sites.bots-file): " + wrong.getMessage()
                    + "; `byline bots --json` prints the form");
        }
    }
}
