package byline.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Command line: which parts, for how long; writes the document when all of them ran.
public final class Main {
    /// What can be measured by itself.
    enum Part {
        PARSE,
        KEYS,
        IDENTITY,
        START,
        BATCHES,
        SINGLES,
        SUSTAINED,
        SUMMARY,
        IMPORT,
        YARDSTICK
    }

    private static final String HELP = """
        ./bench/run [PART…] [--seconds N]
        Parts: parse keys identity start batches singles sustained summary import yardstick; all of them when none is
        named, and only then docs/benchmarks.md is written.
        --seconds N   how long the sustained part lasts (60); the bursts last a sixth of it\
        """;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = Arrays.asList(arguments);
        if (words.contains("--help")) {
            System.out.println(HELP);
            return;
        }
        int at = words.indexOf("--seconds");
        int seconds = at < 0 ? 60 : Math.clamp(Integer.parseInt(words.get(at + 1)), 6, 1_200);
        List<String> names = at < 0 ? words : words.subList(0, at);
        Set<Part> parts = names.isEmpty()
                ? EnumSet.allOf(Part.class)
                : names.stream()
                        .map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
        Path scratch = Scratch.make();
        Report report = new Report();
        report.line("# Benchmarks");
        report.line("");
        report.line("Measured on " + LocalDate.now(ZoneOffset.UTC)
                + " by `./bench/run`, load generator on the same machine:");
        report.line("");
        for (String fact : Machine.describe(scratch)) {
            report.line("- " + fact);
        }
        System.err.println("measuring in " + scratch + ", which stays when something fails");
        new Run(report, scratch, seconds).run(parts);
        Scratch.delete(scratch);
        if (parts.equals(EnumSet.allOf(Part.class))) {
            Files.writeString(Path.of("docs/benchmarks.md"), report.text());
        }
    }
}
