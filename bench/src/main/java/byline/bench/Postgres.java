package byline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A PostgreSQL of our own on a scratch folder, with more memory than its defaults and its promises untouched.
final class Postgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final int START_SECONDS = 30;

    private final Child child;
    private final int port;

    private Postgres(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /// The folder of the newest one installed.
    static Optional<Path> find() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.comparing(Path::toString));
        }
    }

    static Postgres start(Path bin, Path data) throws IOException, InterruptedException {
        Files.createDirectories(data);
        if (isRoot()) {
            var users = data.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(data, users.lookupPrincipalByName("postgres"));
        }
        Path log = data.resolveSibling("postgres.log");
        try (Child init = command(log, bin, "initdb", "-D", data.toString(), "-A", "trust", "-U", "bench")) {
            if (init.process().waitFor() != 0) {
                throw new IOException("initdb failed; see " + log);
            }
        }
        int port = Ports.free();
        String options =
                "-D %s -k %s -h 127.0.0.1 -p %d -c shared_buffers=1GB -c max_wal_size=8GB".formatted(data, data, port);
        Child child = command(log, bin, "postgres", options.split(" "));
        Postgres postgres = new Postgres(child, port);
        postgres.awaitReady();
        return postgres;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=bench");
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int tries = START_SECONDS * 10; ; tries--) {
            try (Connection connection = connect()) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException notYet) {
                if (tries == 0 || !child.process().isAlive()) {
                    throw new IOException("PostgreSQL did not start", notYet);
                }
            }
            Thread.sleep(100);
        }
    }

    /// It refuses to run as root.
    private static Child command(Path log, Path bin, String program, String... options) throws IOException {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        words.add(bin.resolve(program).toString());
        words.addAll(List.of(options));
        return Child.start(new ProcessBuilder(words)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @Override
    public void close() {
        child.close();
    }
}
