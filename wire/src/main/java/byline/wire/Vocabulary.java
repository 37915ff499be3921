package byline.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of the format: the closed vocabularies that rules insist on, and the open ones that are merely usual.
final class Vocabulary {
    static final String RETRIEVED = "content_retrieved";
    static final String GROUNDED = "content_grounded";
    static final String CITED = "content_cited";
    static final String PRESENTED = "content_presented";
    static final String DISPLAYED = "content_displayed";
    static final String ENGAGED = "content_engaged";

    /// §5.2
    static final Set<String> CONTENT_TYPES = Set.of(RETRIEVED, GROUNDED, CITED, PRESENTED, ENGAGED);

    static final Set<String> TURN_TYPES = Set.of("turn_started", "turn_completed");

    /// Bare words that older clients send and that are stored beside the core types.
    static final Set<String> COMMERCE_TYPES = Set.of(
            "product_viewed",
            "product_compared",
            "cart_add",
            "cart_remove",
            "checkout_started",
            "checkout_completed",
            "checkout_abandoned");

    /// R03
    static final Set<String> SOURCE_ROLES = Set.of("origin", "edge", "index", "agent");

    /// R04
    static final Set<String> SCOPES = Set.of("session", "turn");

    /// R05
    static final Set<String> PROVENANCES = Set.of("agent_fetched", "agent_cached", "third_party_sourced");

    /// R07
    static final Set<String> CITATION_TYPES =
            Set.of("direct_quote", "paraphrase", "reference", "contradiction", "unclassified");

    /// R07
    static final Set<String> POSITIONS = Set.of("primary", "supporting", "mentioned", "unclassified");

    /// R08
    static final Set<String> PRESENTATION_KINDS = Set.of("content", "source_reference");

    /// R15
    static final Set<String> PRIVACY_LEVELS = Set.of("full", "summary", "intent", "minimal");

    /// Those of which no other word is valid, whoever sends it.
    static final List<Set<String>> CLOSED =
            List.of(SOURCE_ROLES, SCOPES, PROVENANCES, CITATION_TYPES, POSITIONS, PRESENTATION_KINDS, PRIVACY_LEVELS);

    private static final Set<String> USUAL = Set.of(
            "1.0",
            "0.1",
            "event",
            "event_batch",
            DISPLAYED,
            "link",
            "snippet",
            "inline_quote",
            "card",
            "detail_view",
            "embed",
            "spoken_credit",
            "link_click",
            "expand",
            "copy",
            "share",
            "agent_navigate",
            "training",
            "inference",
            "search");

    /// Every word above, so that reading one makes no string.
    static final Words<String> WORDS = words();

    private Vocabulary() {}

    private static Words<String> words() {
        Stream<Set<String>> open = Stream.of(CONTENT_TYPES, TURN_TYPES, COMMERCE_TYPES, USUAL);
        Map<String, String> all = Stream.concat(open, CLOSED.stream())
                .flatMap(Set::stream)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), Function.identity()));
        return new Words<>(all);
    }

    /// The constants of an enum under the names they have on the wire.
    static <E extends Enum<E>> Words<E> names(E[] members) {
        Map<String, E> names = new HashMap<>();
        for (E member : members) {
            if (!member.name().equals("UNKNOWN")) {
                names.put(member.name().toLowerCase(Locale.ROOT), member);
            }
        }
        if (names.size() > Long.SIZE) {
            throw new IllegalStateException("a reader tells no more than 64 members of one object apart");
        }
        return new Words<>(names);
    }

    /// True for a type with a dot between its words (`com.example.checkout_completed`), which anybody may
    /// define (§5.2).
    static boolean isNamespaced(String type) {
        boolean dotted = false;
        boolean afterDot = true;
        for (int at = 0; at < type.length(); at++) {
            char here = type.charAt(at);
            if (here == '.') {
                if (afterDot) {
                    return false;
                }
                dotted = true;
            } else if (!Ascii.isWordCharacter(here)) {
                return false;
            }
            afterDot = here == '.';
        }
        return dotted && !afterDot;
    }
}
