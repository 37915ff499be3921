package byline.sites;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Finds every one of a fixed set of literals in a text, in one pass whatever their number (Aho–Corasick).
/// Letters of A–Z match in either case. Own code rather than a library: it stands on the import path, and one
/// table look-up a character is what keeps that fast.
final class Literals {
    /// Told of each literal found.
    interface Sink {
        /// One call for each place a literal stands at, in the order in which they end.
        ///
        /// @param literal its place in the list given to the constructor
        /// @param end the first character after it
        void found(int literal, int end);
    }

    private static final int NONE = -1;
    private static final int ASCII = 128;

    private final byte[] columns = new byte[ASCII];
    private final int width;
    private final List<int[]> next = new ArrayList<>();
    private final int[] literalAt;
    private final int[] shorter;

    Literals(List<String> literals) {
        width = assignColumns(literals);
        int[] ends = new int[literals.size()];
        addState();
        for (int i = 0; i < ends.length; i++) ends[i] = insert(literals.get(i));
        literalAt = new int[next.size()];
        Arrays.fill(literalAt, NONE);
        for (int i = 0; i < ends.length; i++) literalAt[ends[i]] = i;
        shorter = new int[next.size()];
        link();
    }

    void find(CharSequence text, Sink sink) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = next.get(state)[column(text.charAt(i))];
            for (int s = state; s != 0; s = shorter[s]) {
                if (literalAt[s] != NONE) sink.found(literalAt[s], i + 1);
            }
        }
    }

    static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// Column 0 stands for every character that no literal has.
    private int column(char c) {
        return c < ASCII ? columns[c] : 0;
    }

    private int assignColumns(List<String> literals) {
        int count = 1;
        for (String literal : literals) {
            String lower = literal.toLowerCase(Locale.ROOT);
            for (int i = 0; i < lower.length(); i++) {
                char c = lower.charAt(i);
                if (c >= ASCII) throw new IllegalArgumentException("not ASCII: " + literal);
                if (columns[c] != 0) continue;
                columns[c] = (byte) count++;
                columns[Character.toUpperCase(c)] = columns[c];
            }
        }
        return count;
    }

    private int addState() {
        int[] row = new int[width];
        Arrays.fill(row, NONE);
        next.add(row);
        return next.size() - 1;
    }

    private int insert(String literal) {
        int state = 0;
        for (int i = 0; i < literal.length(); i++) {
            int[] row = next.get(state);
            int column = column(literal.charAt(i));
            if (row[column] == NONE) row[column] = addState();
            state = row[column];
        }
        return state;
    }

    /// Breadth first: a missing step becomes the step of the longest proper suffix, so that a search never backs up.
    private void link() {
        int[] suffix = new int[next.size()];
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            int[] row = next.get(state);
            for (int c = 0; c < width; c++) {
                int fallback = state == 0 ? 0 : next.get(suffix[state])[c];
                if (row[c] == NONE) {
                    row[c] = fallback;
                } else {
                    suffix[row[c]] = fallback;
                    shorter[row[c]] = literalAt[fallback] == NONE ? shorter[fallback] : fallback;
                    queue.add(row[c]);
                }
            }
        }
    }
}
