package byline;

import byline.http.Json;
import byline.sites.Bot;
import byline.sites.Bots;
import byline.sites.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `byline bots`: the list by which user agents are recognised, and what it makes of one.
@Command(
        name = "bots",
        mixinStandardHelpOptions = true,
        description = "Prints the bots this version knows, or says which of them a user agent names.")
final class ListBots implements Callable<Integer> {
    private static final int NO_BOT = 1;

    @Option(names = "--ai", description = "Only AI")
    private boolean ai;

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Option(
            names = "--match",
            description = "Say what this user agent is, and why; exits 1 when it is no bot's",
            paramLabel = "USER-AGENT")
    private @Nullable String match;

    @Option(
            names = "--bots-file",
            description = "With bots of your own, the same file as the setting sites.bots-file",
            paramLabel = "FILE")
    private @Nullable Path botsFile;

    @Spec
    private @Nullable CommandSpec spec;

    private record Proof(
            List<String> dns, List<URI> ranges, @Nullable URI webBotAuth) {}

    /// An entry as the file of an operator has it too.
    private record Listed(
            String pattern,
            String name,
            String operator,
            String purpose,
            boolean ai,
            Proof verify,
            String source,
            String added,
            @Nullable String note) {
        static Listed of(Bot bot) {
            return new Listed(
                    bot.pattern(),
                    bot.name(),
                    bot.operator(),
                    bot.purpose().id(),
                    bot.ai(),
                    new Proof(
                            bot.verify().dns(),
                            bot.verify().ranges(),
                            bot.verify().webBotAuth()),
                    bot.source(),
                    bot.added().toString(),
                    bot.note());
        }
    }

    @Override
    public Integer call() throws IOException {
        Bots bots = OwnBots.with(Optional.ofNullable(botsFile));
        return match == null ? list(bots) : explain(bots, match);
    }

    private int list(Bots bots) {
        List<Bot> listed = bots.list().stream()
                .filter(bot -> !ai || bot.ai())
                .sorted(Comparator.comparing((Bot bot) -> bot.operator().toLowerCase(Locale.ROOT))
                        .thenComparing(bot -> bot.pattern().toLowerCase(Locale.ROOT)))
                .toList();
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("version", bots.version());
            document.put("bots", listed.stream().map(Listed::of).toList());
            out().println(new String(Json.write(document), StandardCharsets.UTF_8));
            return 0;
        }
        out().println(listed.size() + " patterns, list of " + bots.version());
        row("PATTERN", "NAME", "OPERATOR", "PURPOSE", "AI", "VERIFIABLE BY", "SINCE", "SOURCE");
        listed.forEach(bot -> row(
                bot.pattern(),
                bot.name(),
                bot.operator(),
                bot.purpose().id(),
                bot.ai() ? "ai" : "",
                verifiable(bot.verify()),
                bot.added().toString(),
                bot.source()));
        out().flush();
        return 0;
    }

    private int explain(Bots bots, String userAgent) {
        Optional<Bot> found = bots.find(userAgent);
        List<Bot> named = bots.named(userAgent);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("version", bots.version());
            document.put("bot", found.map(Listed::of).orElse(null));
            document.put("also_named", named.stream().skip(1).map(Listed::of).toList());
            out().println(new String(Json.write(document), StandardCharsets.UTF_8));
        } else if (found.isEmpty()) {
            out().println(
                            "no bot: no pattern stands in it as a word of its own, and nothing shows that it is a program");
        } else if (found.get().equals(Bot.UNNAMED)) {
            out().println("a program that is in no list: by its form, not by a name");
        } else {
            Bot bot = found.get();
            out().println(bot.name() + " of " + bot.operator() + ", for "
                    + bot.purpose().id() + (bot.ai() ? ", AI" : ""));
            out().println("  by the pattern " + bot.pattern() + ", in the list since " + bot.added() + ", from "
                    + bot.source());
            out().println("  a claim that can be verified by: " + verifiable(bot.verify()));
            named.stream().skip(1).forEach(other -> out().println("  it also has " + other.pattern() + " ("
                    + other.name() + "), which is shorter or names only a tool or an address"));
        }
        return found.isPresent() ? 0 : NO_BOT;
    }

    private static String verifiable(Verification verify) {
        StringJoiner ways = new StringJoiner(", ");
        if (verify.webBotAuth() != null) ways.add("signature");
        if (!verify.dns().isEmpty()) ways.add("DNS");
        if (!verify.ranges().isEmpty()) ways.add("ranges");
        return ways.length() == 0 ? "nothing" : ways.toString();
    }

    private void row(String... cells) {
        out().printf("%-28s %-28s %-22s %-11s %-2s %-14s %-10s %s%n", (Object[]) cells);
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
