package byline;

import byline.database.IdentityDatabase;
import byline.keys.AuditLog;
import byline.keys.ServerSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `byline audit verify`: whether the audit log is as it was written.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Looks after the audit log.",
        subcommands = Audit.Verify.class,
        synopsisSubcommandLabel = "COMMAND")
final class Audit {
    /// Reads the log and follows its chain; the server may be running.
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks that no entry was changed, added or taken out. Exits 1 at the first that was.")
    static final class Verify implements Callable<Integer> {
        @Option(
                names = "--data",
                description = "Folder everything is kept in (default: ${DEFAULT-VALUE})",
                paramLabel = "DIR",
                defaultValue = "byline-data")
        private Path data = Path.of("byline-data");

        @Override
        public Integer call() {
            Path file = data.resolve("identity.db");
            Path secret = data.resolve("secret");
            if (!Files.exists(file) || !Files.exists(secret)) {
                System.err.println("byline: there is no server's data in " + data);
                return 2;
            }
            try (IdentityDatabase database = IdentityDatabase.open(file)) {
                AuditLog log = new AuditLog(database, ServerSecret.open(secret, new SecureRandom()), Clock.systemUTC());
                return switch (log.verify()) {
                    case AuditLog.Verdict.Intact(long entries, String head) -> {
                        System.out.println("intact: " + entries + " entries, the last one is " + head);
                        yield 0;
                    }
                    case AuditLog.Verdict.Broken(long number) -> {
                        System.out.println("broken: entry " + number + " is missing or not as it was written");
                        yield 1;
                    }
                };
            }
        }
    }
}
