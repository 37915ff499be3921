package byline.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one look at a domain found, by each way a claim can be proved. The same sighting answers for every claim to
/// the domain, so two claims are never judged by different answers.
public record Sighting(List<Look> looks) {
    public Sighting {
        looks = List.copyOf(looks);
    }

    /// One way of looking.
    ///
    /// @param method `dns`, `metatag` or `manifest`
    /// @param place where it looked, in words
    /// @param texts what stood there
    /// @param trouble why it could not look, null when it could
    record Look(
            String method,
            String place,
            List<String> texts,
            @Nullable String trouble) {
        Look {
            texts = List.copyOf(texts);
        }
    }

    /// Whether a claim's text stood where it was looked for.
    public enum Outcome {
        FOUND,
        NOT_FOUND,
        UNREACHABLE
    }

    /// What one way of looking says of one claim.
    public record Check(String method, Outcome outcome, String detail) {}

    /// Judges a claim.
    ///
    /// @param proof the text that proves it, `oa-verify=<uuid>`
    public List<Check> checks(String proof) {
        return looks.stream().map(look -> check(look, proof)).toList();
    }

    /// Whether a claim's text stands anywhere.
    public boolean shows(String proof) {
        return checks(proof).stream().anyMatch(check -> check.outcome() == Outcome.FOUND);
    }

    /// Whether a proof that once stood is gone: nothing shows it now, and the place that showed it could be read.
    ///
    /// @param method how it was proved; another than the three is never refuted
    public boolean refutes(String proof, @Nullable String method) {
        List<Check> checks = checks(proof);
        return checks.stream().noneMatch(check -> check.outcome() == Outcome.FOUND)
                && checks.stream()
                        .anyMatch(check -> check.method().equals(method) && check.outcome() == Outcome.NOT_FOUND);
    }

    private static Check check(Look look, String proof) {
        if (look.texts().contains(proof)) {
            return new Check(look.method(), Outcome.FOUND, look.place() + " has " + proof);
        }
        if (look.trouble() != null) {
            return new Check(
                    look.method(), Outcome.UNREACHABLE, look.place() + " could not be read: " + look.trouble());
        }
        boolean others = look.texts().stream().anyMatch(text -> text.startsWith(DomainLooks.PROOF_PREFIX));
        return new Check(
                look.method(),
                Outcome.NOT_FOUND,
                look.place() + (others ? " has another token than " : " lacks ") + proof);
    }
}
