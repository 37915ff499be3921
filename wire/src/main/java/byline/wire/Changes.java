package byline.wire;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What is to change about one object of an event before it is kept; mostly nothing. An object that changes is looked
/// at a second time, so that reading one that does not costs nothing.
final class Changes {
    private final Set<String> dropped = new HashSet<>();
    private final Map<String, Json> put = new LinkedHashMap<>();

    /// Leaves a member out.
    void drop(String name) {
        dropped.add(name);
    }

    /// Gives a member this value, whether it has one or not.
    void put(String name, Json value) {
        dropped.add(name);
        put.put(name, value);
    }

    /// Gives a member a word of the vocabulary for its value.
    void putWord(String name, String word) {
        put(name, Json.of('"' + word + '"'));
    }

    /// The object as it is to be kept; where the reader is does not change.
    ///
    /// @param objectAt where the object begins, or -1 if there was none
    Json apply(JsonReader reader, int objectAt) {
        Members members = new Members();
        if (objectAt >= 0) {
            int resume = reader.at();
            reader.moveTo(objectAt);
            reader.enterObject();
            while (reader.nextMember()) {
                int from = reader.keyAt();
                boolean kept = !dropped.contains(reader.key());
                reader.skipValue();
                if (kept) {
                    members.keep(from, reader.at());
                }
            }
            reader.moveTo(resume);
        }
        put.forEach(members::add);
        return members.json(reader.bytes());
    }
}
