package byline;

import byline.logs.Import;
import byline.logs.Tally;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

/// Says how far an import is: on a terminal a bar that is drawn over itself, elsewhere a line now and then.
final class ProgressLine implements Import.Progress {
    private static final int WIDTH = 24;
    private static final long DRAW_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final double A_SECOND = 1e9;

    private final PrintStream out;
    private final boolean terminal;
    private String file = "";
    private long began;
    private long said;
    private long firstPosition = -1;

    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// Whether somebody watches.
    @SuppressWarnings("SystemConsoleNull") // it is null all the same when there is no terminal
    static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    void begin(String name) {
        file = name;
        began = System.nanoTime();
        said = began;
        firstPosition = -1;
    }

    @Override
    public void at(long position, long size, long lines, Tally.Counts delivered) {
        long now = System.nanoTime();
        if (firstPosition < 0) firstPosition = position;
        if (now - said < (terminal ? DRAW_NANOS : LINE_NANOS)) return;
        said = now;
        double seconds = (now - began) / A_SECOND;
        String figures = "%,d lines  %,.0f/s  %,d stored".formatted(lines, lines / seconds, delivered.stored());
        double part = size == 0 ? 0 : Math.min(1, (double) position / size);
        double speed = (position - firstPosition) / seconds;
        String left = size == 0 || speed <= 0 ? "" : "  " + clock((size - position) / speed) + " left";
        if (terminal) {
            out.print("\r\u001b[K" + (size == 0 ? "" : bar(part)) + figures + left);
            out.flush();
        } else {
            out.println(file + ": " + (size == 0 ? "" : Math.round(100 * part) + " %  ") + figures + left);
        }
    }

    void waiting(String why) {
        out.println((terminal ? "\r\u001b[K" : "") + "byline: waiting: " + why);
    }

    void end() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private static String bar(double part) {
        int full = (int) Math.round(part * WIDTH);
        return "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + Math.round(100 * part) + " %  ";
    }

    private static String clock(double seconds) {
        Duration left = Duration.ofSeconds(Math.round(seconds));
        return left.toHours() > 0
                ? "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
    }
}
