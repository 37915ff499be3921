package byline.http;

import java.net.InetAddress;
import java.util.Optional;

/// A block of network addresses such as `10.0.0.0/8`, or one address; literals only, so nothing is ever resolved.
///
/// @param bits how many leading bits an address shares with the network
public record AddressBlock(InetAddress network, int bits) {
    /// Reads `address` or `address/bits`.
    public static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int longest = network.getAddress().length * 8;
            int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > longest ? Optional.empty() : Optional.of(new AddressBlock(network, bits));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /// Whether the address lies in here; an address of the other family never does.
    public boolean contains(InetAddress address) {
        byte[] own = network.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((own[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
