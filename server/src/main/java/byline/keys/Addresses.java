package byline.keys;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Allow lists of addresses and CIDR blocks; literals only, so nothing is ever resolved.
public final class Addresses {
    private Addresses() {}

    /// Whether the address is on the list; no list allows every address.
    public static boolean allows(@Nullable List<String> blocks, String address) {
        return blocks == null || blocks.stream().anyMatch(block -> contains(block, address));
    }

    /// Whether the text is an address or a CIDR block.
    public static boolean isBlock(String block) {
        try {
            String[] parts = block.split("/", -1);
            int bits = InetAddress.ofLiteral(parts[0]).getAddress().length * 8;
            int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            return parts.length <= 2 && prefix >= 0 && prefix <= bits;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private static boolean contains(String block, String address) {
        String[] parts = block.split("/", -1);
        byte[] net = InetAddress.ofLiteral(parts[0]).getAddress();
        byte[] host = InetAddress.ofLiteral(address).getAddress();
        int prefix = parts.length == 1 ? net.length * 8 : Integer.parseInt(parts[1]);
        if (net.length != host.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((net[bit / 8] ^ host[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
