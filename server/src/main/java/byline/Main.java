package byline;

import byline.logs.Receiver;
import java.net.BindException;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/// Commands; parses arguments, nothing else.
@Command(
        name = "byline",
        description = "Tells publishers which AI reads their work, where it is cited, and what comes back.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main {
    private static final List<Class<?>> COMMANDS = List.of(
            Serve.class,
            Demo.class,
            ImportLogs.class,
            TailLog.class,
            ListBots.class,
            Check.class,
            ManifestCommand.class,
            Audit.class,
            Unpack.class,
            Version.class,
            HelpCommand.class);

    private static final List<Logger> CHATTY = Stream.of("io.helidon", "org.flywaydb", "org.jdbi")
            .map(Logger::getLogger)
            .toList();

    /// What fails to listen throws as well, and is said by whoever catches it.
    private static final Logger LISTENER = Logger.getLogger("io.helidon.webserver.LoomServer");

    private Main() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        quiet();
        String[] words = args.length == 0 ? new String[] {"help"} : args;
        CommandLine line = new CommandLine(new Main());
        commands(words[0]).forEach(line::addSubcommand);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        int status = line.execute(words);
        if (status != 0) {
            System.exit(status);
        }
    }

    /// The one that is named, or all of them when none is: a start has no use for what the others take.
    private static List<Class<?>> commands(String first) {
        return COMMANDS.stream()
                .filter(command -> command != HelpCommand.class && name(command).equals(first))
                .findFirst()
                .map(List::<Class<?>>of)
                .orElse(COMMANDS);
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /// A refused configuration or a taken port is said in one line; anything else is a bug and shows its trace.
    private static int failed(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof Config.Refused || failure instanceof Receiver.Refused) {
            command.getErr().println("byline: " + failure.getMessage());
            return 2;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException taken) {
                command.getErr()
                        .println(
                                "byline: " + taken.getMessage() + "; choose another with --port, or stop what uses it");
                return 1;
            }
        }
        throw failure;
    }

    /// A logger nobody holds forgets its level, so they are held here.
    private static void quiet() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
        CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
        LISTENER.setLevel(Level.OFF);
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
