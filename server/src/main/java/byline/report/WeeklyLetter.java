package byline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the weekly mail about a site says: plain figures, and how far they can be believed.
///
/// @param stop where the mail can be ended
record WeeklyLetter(String domain, SiteStats stats, String stop) {
    private static final int MOST = 5;

    /// A line of the letter: words and a figure, or words alone.
    private record Line(String words, String figure) {}

    String subject() {
        return domain + ": " + number(stats.totals().botVisits()) + " visits by bots, "
                + number(stats.totals().referrals()) + " referrals from AI";
    }

    String text() {
        String lines = lines().stream()
                .map(line -> line.figure().isEmpty() ? "\n" + line.words() : line.words() + ": " + line.figure())
                .collect(Collectors.joining("\n"));
        return heading() + "\n" + lines + "\n\nYou asked for this mail. To stop it: " + stop + "\n";
    }

    String html() {
        String rows = lines().stream()
                .map(line -> line.figure().isEmpty()
                        ? "<tr><th colspan=\"2\" align=\"left\">" + escaped(line.words()) + "</th></tr>"
                        : "<tr><td>" + escaped(line.words()) + "</td><td align=\"right\">" + escaped(line.figure())
                                + "</td></tr>")
                .collect(Collectors.joining("\n"));
        return "<!doctype html><html lang=\"en\"><body><h1>" + escaped(heading()) + "</h1>\n<table>" + rows
                + "</table><p>You asked for this mail. <a href=\"" + escaped(stop) + "\">Stop it</a></p></body></html>";
    }

    private String heading() {
        return domain + ", " + stats.period().start() + " to " + stats.period().end();
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        SiteStats.Totals totals = stats.totals();
        long tied = stats.conversionBreakdown().stream()
                .flatMap(row -> row.attributed().stream())
                .mapToLong(Attributed::count)
                .sum();
        lines.add(new Line("What happened", ""));
        lines.add(new Line("Visits by bots", number(totals.botVisits())));
        Verdicts verdicts = stats.verdicts();
        lines.add(new Line("of these proved to be who they say", share(verdicts.verified(), verdicts.total())));
        lines.add(new Line("impostors, which named a bot they are not", share(verdicts.failed(), verdicts.total())));
        lines.add(new Line("of bots that offer no proof", share(verdicts.notVerifiable(), verdicts.total())));
        lines.add(new Line("not checked", share(verdicts.unknown(), verdicts.total())));
        lines.add(new Line("Referrals from AI", number(totals.referrals())));
        lines.add(new Line("Conversions", number(totals.conversions())));
        lines.add(new Line("of these tied to a referral", number(tied)));
        rank(
                lines,
                "Bots",
                stats.botBreakdown().stream()
                        .map(row -> new Line(row.botName() + " (" + row.botCompany() + ")", number(row.count())))
                        .toList());
        rank(
                lines,
                "Referrals",
                stats.referralBreakdown().stream()
                        .map(row -> new Line(row.source(), number(row.count())))
                        .toList());
        SiteIntake intake = stats.intake();
        lines.add(new Line("What became of every hit", ""));
        lines.add(new Line("Received", number(intake.received())));
        lines.add(new Line("Stored", number(intake.stored())));
        lines.add(new Line("Duplicates", number(intake.duplicates())));
        lines.add(new Line("Rejected", number(intake.rejected())));
        lines.add(new Line("In quarantine, and counted nowhere", number(intake.quarantined())));
        return lines;
    }

    private static void rank(List<Line> lines, String title, List<Line> ranked) {
        if (!ranked.isEmpty()) {
            lines.add(new Line(title, ""));
            lines.addAll(ranked.subList(0, Math.min(MOST, ranked.size())));
        }
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "0" : number(part) + " (" + Math.round(100.0 * part / whole) + " %)";
    }

    private static String number(long figure) {
        return String.format(Locale.ROOT, "%,d", figure);
    }

    /// Names of bots are what somebody sent.
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
