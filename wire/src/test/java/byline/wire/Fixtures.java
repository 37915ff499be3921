package byline.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The documents under `fixtures/`: a folder a rule; `base.json` is valid, `base.what-is-wrong.json` breaks the rule.
final class Fixtures {
    private Fixtures() {}

    record Fixture(String rule, String name, Path path) {
        boolean isValid() {
            return name.indexOf('.') < 0;
        }

        Fixture base() {
            String base = name.substring(0, name.indexOf('.'));
            return new Fixture(rule, base, path.resolveSibling(base + ".json"));
        }

        byte[] bytes() {
            try {
                return Files.readAllBytes(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return rule + "/" + name;
        }
    }

    static List<Fixture> all() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(path -> path.toString().endsWith(".json"))
                    .map(Fixtures::fixture)
                    .filter(fixture -> !fixture.rule().equals("clients"))
                    .sorted((one, other) -> one.toString().compareTo(other.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path root() {
        try {
            return Path.of(Objects.requireNonNull(Fixtures.class.getResource("/fixtures"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Fixture fixture(Path path) {
        String rule = root().relativize(path).getName(0).toString();
        String file = path.getFileName().toString();
        return new Fixture(rule, file.substring(0, file.length() - ".json".length()), path);
    }
}
