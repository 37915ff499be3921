package byline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The document as it grows; every line is shown as soon as it is known.
final class Report {
    private final List<String> lines = new ArrayList<>();

    void heading(String text) {
        line("");
        line("## " + text);
        line("");
    }

    void line(String text) {
        lines.add(text);
        System.out.println(text);
    }

    void table(String... titles) {
        row(titles);
        line("|" + " --- |".repeat(titles.length));
    }

    void row(String... cells) {
        line("| " + String.join(" | ", Arrays.asList(cells)) + " |");
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.1f ×" : "%.0f ×", ratio);
    }
}
