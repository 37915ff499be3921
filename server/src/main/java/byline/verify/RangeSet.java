package byline.verify;

import byline.http.AddressBlock;
import byline.http.Json;
import byline.http.Refusal;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Blocks of addresses as an operator publishes them; one look-up for each length of prefix that occurs.
final class RangeSet {
    private static final int MOST_BLOCKS = 50_000;
    private static final int OLD_ADDRESS_BYTES = 4;
    /// A document that claims more of the Internet than anyone has is damaged, or someone else's.
    private static final int SHORTEST_OLD = 8;

    private static final int SHORTEST_NEW = 16;

    private final Map<Integer, Set<ByteBuffer>> older = new HashMap<>();
    private final Map<Integer, Set<ByteBuffer>> newer = new HashMap<>();

    private RangeSet(List<AddressBlock> blocks) {
        for (AddressBlock block : blocks) {
            byte[] network = block.network().getAddress();
            of(network).computeIfAbsent(block.bits(), none -> new HashSet<>()).add(masked(network, block.bits()));
        }
    }

    /// The blocks of a document: every text in a JSON document that is one, or one a line.
    ///
    /// @return nothing for a document without any, or with one that is too large to be true
    static Optional<RangeSet> parse(String document) {
        List<AddressBlock> blocks = new ArrayList<>();
        try {
            collect(Json.tree(document.getBytes(StandardCharsets.UTF_8)), blocks);
        } catch (Refusal notJson) {
            for (String line : document.split("\\R", -1)) {
                String text = line.replaceFirst("#.*", "").strip();
                Optional<AddressBlock> block = AddressBlock.parse(text);
                if (block.isEmpty() && !text.isEmpty()) {
                    return Optional.empty();
                }
                block.ifPresent(blocks::add);
            }
        }
        boolean credible = !blocks.isEmpty()
                && blocks.size() <= MOST_BLOCKS
                && blocks.stream().allMatch(RangeSet::isCredible);
        return credible ? Optional.of(new RangeSet(blocks)) : Optional.empty();
    }

    private static void collect(JsonNode node, List<AddressBlock> blocks) {
        if (node.isString()) {
            AddressBlock.parse(node.stringValue()).ifPresent(blocks::add);
        }
        node.forEach(child -> collect(child, blocks));
    }

    private static boolean isCredible(AddressBlock block) {
        boolean old = block.network().getAddress().length == OLD_ADDRESS_BYTES;
        return block.bits() >= (old ? SHORTEST_OLD : SHORTEST_NEW);
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return of(bytes).entrySet().stream()
                .anyMatch(length -> length.getValue().contains(masked(bytes, length.getKey())));
    }

    private Map<Integer, Set<ByteBuffer>> of(byte[] address) {
        return address.length == OLD_ADDRESS_BYTES ? older : newer;
    }

    private static ByteBuffer masked(byte[] address, int bits) {
        byte[] network = new byte[address.length];
        for (int i = 0; i < network.length; i++) {
            int kept = Math.clamp(bits - 8L * i, 0, 8);
            network[i] = (byte) (address[i] & (0xff00 >> kept));
        }
        return ByteBuffer.wrap(network);
    }
}
