package byline.wire;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with one document, in the order found; past a limit only the number is kept.
final class Findings implements Sink {
    private final int most;
    private @Nullable List<Problem> problems;
    private boolean inArray;
    private int index = -1;
    private int count;
    private boolean envelopeRefused;
    private @Nullable BitSet refused;

    Findings(int most) {
        this.most = most;
    }

    /// What is added from now on belongs to this event.
    ///
    /// @param ofSeveral true if it is an element of `events`, not the member `event`
    void enterEvent(int eventIndex, boolean ofSeveral) {
        index = eventIndex;
        inArray = ofSeveral;
    }

    /// What is added from now on belongs to the envelope.
    void leaveEvent() {
        index = -1;
    }

    @Override
    public void add(String rule, String pointer, String message) {
        count++;
        if (index < 0) {
            envelopeRefused = true;
        } else {
            refuse(index);
        }
        if (problems == null) {
            problems = new ArrayList<>();
        }
        if (problems.size() < most) {
            problems.add(new Problem(index, place() + pointer, rule, message));
        }
    }

    /// Adds why the rest of the document was not read.
    void add(Malformed malformed) {
        leaveEvent();
        Problem problem = malformed.problem();
        add(problem.rule(), problem.pointer(), problem.message());
    }

    private void refuse(int eventIndex) {
        if (refused == null) {
            refused = new BitSet();
        }
        refused.set(eventIndex);
    }

    private String place() {
        if (index < 0) {
            return "";
        }
        return inArray ? "/events/" + index : "/event";
    }

    /// True if something is wrong with the envelope, and so with the whole.
    boolean isEnvelopeRefused() {
        return envelopeRefused;
    }

    /// True if something is wrong with this event.
    boolean isRefused(int eventIndex) {
        return refused != null && refused.get(eventIndex);
    }

    /// How many there were, those past the limit included.
    int count() {
        return count;
    }

    List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }

    /// A name as a part of a JSON pointer (RFC 6901 §3), cut short.
    static String escaped(String name) {
        String part = name.length() <= 200 ? name : name.substring(0, 200);
        return part.replace("~", "~0").replace("/", "~1");
    }

    /// A value as a message may show it: quoted and cut short.
    static String shown(String value) {
        return '"' + (value.length() <= 60 ? value : value.substring(0, 60) + "…") + '"';
    }
}
