package byline.verify;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;

/// Reads the headers that carry signatures and digests: dictionaries of structured fields (RFC 8941).
final class SignatureFields {
    private SignatureFields() {}

    /// What one signature covers, and with which parameters (RFC 9421, 2.3).
    record Input(InnerList list) {
        /// Each component as it is written, its parameters included.
        List<String> components() {
            return list.get().stream().map(Item::serialize).toList();
        }

        Optional<String> text(String parameter) {
            return list.getParams().get(parameter) instanceof StringItem text
                    ? Optional.of(text.get())
                    : Optional.empty();
        }

        Optional<Instant> time(String parameter) {
            return list.getParams().get(parameter) instanceof IntegerItem seconds
                    ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
                    : Optional.empty();
        }

        /// The value of `@signature-params`.
        String text() {
            return list.serialize();
        }
    }

    /// The signatures that the lines of `Signature-Input` describe, by label.
    ///
    /// @throws IllegalArgumentException when they can't be read
    static Map<String, Input> inputs(List<String> lines) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        new Parser(lines).parseDictionary().get().forEach((label, member) -> {
            if (!(member instanceof InnerList list)) {
                throw new IllegalArgumentException(label + " is no list of components");
            }
            inputs.put(label, new Input(list));
        });
        return inputs;
    }

    /// The byte sequences that the lines of a header hold, by key; members of another type are passed over.
    ///
    /// @throws IllegalArgumentException when they can't be read
    static Map<String, byte[]> bytes(List<String> lines) {
        Map<String, byte[]> sequences = new LinkedHashMap<>();
        if (lines.isEmpty()) {
            return sequences;
        }
        new Parser(lines).parseDictionary().get().forEach((key, member) -> {
            if (member instanceof ByteSequenceItem sequence) {
                ByteBuffer buffer = sequence.get();
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                sequences.put(key, bytes);
            }
        });
        return sequences;
    }

    /// One member of a header that is a dictionary, as it is written there.
    ///
    /// @throws IllegalArgumentException when the header can't be read
    static Optional<String> member(List<String> lines, String key) {
        return Optional.ofNullable(new Parser(lines).parseDictionary().get().get(key))
                .map(member -> member.serialize());
    }
}
