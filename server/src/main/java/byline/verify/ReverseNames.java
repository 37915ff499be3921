package byline.verify;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/// Tells whether an address is of a host below one of an operator's names: by its reverse name, and only when that name
/// leads back to the address, since whoever has an address may give it any reverse name.
public final class ReverseNames {
    private static final int MOST_NAMES = 4;

    private final Names names;

    public ReverseNames(Names names) {
        this.names = names;
    }

    /// What came of it.
    public sealed interface Result {}

    /// @param suffix the name that the host is below; the host's own would tell the address
    public record Confirmed(String suffix) implements Result {}

    /// The address has no such host.
    public record Refuted() implements Result {}

    /// No name server answered, so nothing is known.
    public record Unreachable() implements Result {}

    /// @param suffixes lower-case names such as `googlebot.com`
    public Result check(InetAddress address, List<String> suffixes) {
        try {
            for (String host : names.hosts(address).stream().limit(MOST_NAMES).toList()) {
                Optional<String> suffix = suffixes.stream()
                        .filter(name -> host.equals(name) || host.endsWith("." + name))
                        .findFirst();
                if (suffix.isPresent() && names.findAddresses(host).contains(address)) {
                    return new Confirmed(suffix.get());
                }
            }
            return new Refuted();
        } catch (UnknownHostException noAnswer) {
            return new Unreachable();
        }
    }
}
