package byline.report;

import byline.report.AgentTally.Name;
import byline.store.Events.Row;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What agents declare of how completely they report; nothing for those who declare nothing.
final class Coverages implements Sum {
    static final String NOTE = "That an agent reported no such event proves nothing, unless it declares complete"
            + " coverage of that event type.";

    private final Map<Name, List<Declared>> byName = new HashMap<>();
    private final Map<String, List<Declared>> byIdentity = new HashMap<>();

    /// What one manifest behind an agent's events declares.
    ///
    /// @param signed whether a key of the manifest signed some of the events; else they only refer to it
    /// @param eventTypes by event type `{"mode","terms_ref"}`
    record Declared(
            String manifest, boolean signed, @JsonRawValue String eventTypes) {}

    @Override
    public void add(Row row) {
        Declared declared = new Declared(
                Objects.requireNonNull(row.text("manifest")),
                "true".equals(row.text("signed")),
                Objects.requireNonNull(row.text("coverage")));
        if (!declared.eventTypes().equals("{}")) {
            Name name = Name.of(row);
            put(byName, name, declared);
            put(byIdentity, name.identity(), declared);
        }
    }

    List<Declared> of(Name name) {
        return byName.getOrDefault(name, List.of());
    }

    /// @param identity agent id, else platform id, else name of the bot
    List<Declared> of(@Nullable String identity) {
        return byIdentity.getOrDefault(String.valueOf(identity), List.of());
    }

    /// Two rows of an agent may have the same manifest, once with a signature and once without.
    private static <K> void put(Map<K, List<Declared>> all, K key, Declared declared) {
        List<Declared> known = all.computeIfAbsent(key, none -> new ArrayList<>());
        boolean signed = known.stream().anyMatch(other -> isSigned(other, declared.manifest()));
        known.removeIf(other -> other.manifest().equals(declared.manifest()));
        known.add(new Declared(declared.manifest(), signed || declared.signed(), declared.eventTypes()));
    }

    private static boolean isSigned(Declared declared, String manifest) {
        return declared.signed() && declared.manifest().equals(manifest);
    }
}
