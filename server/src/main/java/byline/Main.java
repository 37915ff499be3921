package byline;

import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/// Commands; parses arguments, nothing else.
@Command(
        name = "byline",
        description = "Tells publishers which AI reads their work, where it is cited, and what comes back.",
        subcommands = {Serve.class, Demo.class, Check.class, Audit.class, Main.Version.class, HelpCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main {
    private static final Logger NOISY = Logger.getLogger("");

    private Main() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        quiet();
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        int status = line.execute(args.length == 0 ? new String[] {"help"} : args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /// A refused configuration or a taken port is said in one line; anything else is a bug and shows its trace.
    private static int failed(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof Config.Refused) {
            command.getErr().println("byline: " + failure.getMessage());
            return 2;
        }
        throw failure;
    }

    private static void quiet() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
        for (String name : new String[] {"io.helidon", "org.flywaydb", "org.jdbi"}) {
            Logger.getLogger(name).setLevel(Level.WARNING);
        }
        NOISY.setLevel(Level.INFO);
    }

    /// `byline version`
    @Command(name = "version", description = "Prints the version.")
    static final class Version implements Runnable, IVersionProvider {
        @Override
        public void run() {
            System.out.println(getVersion()[0]);
        }

        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"byline " + (version == null ? "development" : version)};
        }
    }
}
