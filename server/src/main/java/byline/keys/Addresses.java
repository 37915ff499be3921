package byline.keys;

import byline.http.AddressBlock;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Allow lists of addresses and CIDR blocks.
public final class Addresses {
    private Addresses() {}

    /// Whether the address is on the list; no list allows every address.
    public static boolean allows(@Nullable List<String> blocks, String address) {
        if (blocks == null) {
            return true;
        }
        InetAddress asked = InetAddress.ofLiteral(address);
        return blocks.stream()
                .anyMatch(block -> AddressBlock.parse(block).orElseThrow().contains(asked));
    }

    /// Whether the text is an address or a CIDR block.
    public static boolean isBlock(String block) {
        return AddressBlock.parse(block).isPresent();
    }
}
