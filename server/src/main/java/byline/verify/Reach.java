package byline.verify;

import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// Where an outbound look may go, and whose certificates it believes.
/// The product has one, the public Internet; nothing outside this package can make another.
public final class Reach {
    private final Predicate<InetAddress> admitted;
    private final int httpPort;
    private final int httpsPort;
    private final Supplier<SSLContext> trust;

    Reach(Predicate<InetAddress> admitted, int httpPort, int httpsPort, Supplier<SSLContext> trust) {
        this.admitted = admitted;
        this.httpPort = httpPort;
        this.httpsPort = httpsPort;
        this.trust = trust;
    }

    /// Public addresses, the standard ports, the certificates the JDK trusts.
    public static Reach ofThePublicInternet() {
        return new Reach(PublicAddresses::contain, 80, 443, Reach::trustOfTheJdk);
    }

    boolean admits(InetAddress address) {
        return admitted.test(address);
    }

    int port(String scheme) {
        return "https".equals(scheme) ? httpsPort : httpPort;
    }

    SSLContext trust() {
        return trust.get();
    }

    /// The JDK reads its certificates once, when they are first asked for: no start waits for them.
    private static SSLContext trustOfTheJdk() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
