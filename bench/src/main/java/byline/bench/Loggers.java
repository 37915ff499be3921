package byline.bench;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Keeps libraries from telling what they do while it is measured; a logger nobody holds forgets its level.
final class Loggers {
    private static final List<Logger> CHATTY =
            Stream.of("io.helidon", "org.flywaydb").map(Logger::getLogger).toList();

    private Loggers() {}

    static void quiet() {
        CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
