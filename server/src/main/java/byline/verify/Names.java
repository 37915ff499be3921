package byline.verify;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Asks the domain name system, afresh each time: no cache, no hosts file, no search path.
public final class Names {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Resolver resolver;

    Names(Resolver resolver) {
        this.resolver = resolver;
    }

    /// Asks the name servers this machine is set up with.
    public static Names ofThisMachine() {
        ExtendedResolver resolver = new ExtendedResolver();
        resolver.setTimeout(PATIENCE);
        return new Names(resolver);
    }

    /// Every address of a host.
    ///
    /// @throws UnknownHostException when there is none, or no answer
    List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> addresses = findAddresses(host);
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    /// Every address of a host; none when there is none.
    ///
    /// @throws UnknownHostException when no name server answered
    List<InetAddress> findAddresses(String host) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (Record record : records(host, Type.A)) {
            addresses.add(((ARecord) record).getAddress());
        }
        for (Record record : records(host, Type.AAAA)) {
            addresses.add(((AAAARecord) record).getAddress());
        }
        return addresses;
    }

    /// Every host that an address says it is of, in lower case; none when it says nothing.
    ///
    /// @throws UnknownHostException when no name server answered
    List<String> hosts(InetAddress address) throws UnknownHostException {
        return records(ReverseMap.fromAddress(address).toString(), Type.PTR).stream()
                .map(record -> ((PTRRecord) record).getTarget().toString(true).toLowerCase(Locale.ROOT))
                .toList();
    }

    /// Every TXT record of a name, its parts joined; none when the name does not exist.
    ///
    /// @throws UnknownHostException when no name server answered
    List<String> texts(String name) throws UnknownHostException {
        return records(name, Type.TXT).stream()
                .map(record -> String.join("", ((TXTRecord) record).getStrings()))
                .toList();
    }

    private List<Record> records(String name, int type) throws UnknownHostException {
        Lookup lookup = new Lookup(absolute(name), type);
        lookup.setResolver(resolver);
        lookup.setCache(null);
        lookup.setHostsFileParser(null);
        Record[] found = lookup.run();
        return switch (lookup.getResult()) {
            case Lookup.SUCCESSFUL -> Arrays.asList(found);
            case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> List.of();
            default -> throw new UnknownHostException(name + ": " + lookup.getErrorString());
        };
    }

    private static Name absolute(String name) throws UnknownHostException {
        try {
            return Name.fromString(name, Name.root);
        } catch (TextParseException notAName) {
            throw new UnknownHostException(name);
        }
    }
}
