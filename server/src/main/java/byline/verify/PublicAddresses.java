package byline.verify;

import byline.http.AddressBlock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses belong to the public Internet: everything the IANA special-purpose registries leave over.
final class PublicAddresses {
    private static final AddressBlock GLOBAL_UNICAST =
            AddressBlock.parse("2000::/3").orElseThrow();

    /// IPv6 forms that carry an IPv4 address (Teredo, 6to4) could smuggle a private one and are left out whole.
    private static final List<AddressBlock> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "2620:4f:8000::/48",
                    "3fff::/20")
            .map(text -> AddressBlock.parse(text).orElseThrow())
            .toList();

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        if (address instanceof Inet6Address && !GLOBAL_UNICAST.contains(address)) {
            return false;
        }
        return SPECIAL.stream().noneMatch(block -> block.contains(address));
    }
}
