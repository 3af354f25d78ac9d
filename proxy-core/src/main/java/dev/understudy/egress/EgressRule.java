package dev.understudy.egress;

import dev.understudy.config.AddressRange;
import dev.understudy.config.EgressConfig;
import dev.understudy.config.UpstreamConfig;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What one upstream is held to at every connection: the host by the list of hosts, and the address that is actually
 * connected to by what it is for. Equal rules share connection pools. Immutable.
 *
 * @param config null where nothing is refused
 * @param host as it is written in the upstream's URL, without brackets
 * @param beside whether live is asked on this machine's loopback too, and both are written so
 */
public record EgressRule(@Nullable EgressConfig config, String host, int port, boolean beside) {
    /** For live, control, and whatever has live's own origin: the route trusts it already. */
    public static final EgressRule TRUSTED = new EgressRule(null, "", 0, false);

    /** The rule for a candidate or a judge beside that live upstream. */
    public static EgressRule of(EgressConfig config, UpstreamConfig live, UpstreamConfig asked) {
        if (asked.origin().equals(live.origin())) {
            return TRUSTED;
        }
        return new EgressRule(config, asked.host(), asked.port(), isLoopback(live.host()) && isLoopback(asked.host()));
    }

    /** By what is written, not by what a name server says: that may change its mind. */
    private static boolean isLoopback(String host) {
        byte[] literal = AddressRange.bytes(host);
        return literal == null
                ? EgressConfig.Place.withoutDot(host).equals("localhost")
                : AddressKind.of(literal) == AddressKind.LOOPBACK;
    }

    /** Whether the host may be asked, wherever it is. */
    public boolean admitsHost() {
        return config == null
                || config.hosts().isEmpty()
                || config.hosts().stream().anyMatch(place -> place.isHost(host, port));
    }

    /** Whether a connection to that address of the host may be opened. */
    public boolean admits(InetAddress address) {
        return admits(address.getAddress());
    }

    private boolean admits(byte[] address) {
        if (config == null) {
            return true;
        }
        AddressKind kind = AddressKind.of(address);
        if (!admitsHost()) {
            return false;
        }
        return switch (kind) {
            case PUBLIC -> true;
            case LOOPBACK -> beside || listed(address, kind);
            case PRIVATE,
                    SHARED,
                    UNIQUE_LOCAL,
                    LINK_LOCAL,
                    METADATA,
                    MULTICAST,
                    UNSPECIFIED,
                    DOCUMENTATION,
                    BENCHMARK,
                    TRANSITION,
                    RESERVED -> listed(address, kind);
        };
    }

    /** A name opens what can be inside; metadata is opened by its own address only, never by a range around it. */
    private boolean listed(byte[] address, AddressKind kind) {
        byte[] meant = AddressKind.meant(address);
        return config != null
                && config.allow().stream()
                        .anyMatch(place -> place.range() == null
                                ? kind.inside() && place.isHost(host, port)
                                : (kind != AddressKind.METADATA || place.range().single())
                                        && (place.covers(meant, port) || place.covers(address, port)));
    }

    /** Why the upstream will be refused, as far as its URL alone tells; null where the address has to be looked up. */
    public @Nullable String refusal() {
        if (!admitsHost()) {
            return host + ":" + port + " is not among egress.hosts";
        }
        byte[] literal = literal();
        return literal == null || admits(literal)
                ? null
                : host + " is " + AddressKind.of(literal).words() + ", where no candidate may be unless it is listed";
    }

    /** The address that the host is written as; {@code localhost} is loopback wherever it is asked (RFC 6761 section 6.3). */
    private byte @Nullable [] literal() {
        byte[] written = AddressRange.bytes(host);
        return written == null && isLoopback(host) ? new byte[] {127, 0, 0, 1} : written;
    }

    /** Whether the host's name says that it is inside, as a name in a cluster or in Compose does. */
    public boolean seemsInside() {
        String name = EgressConfig.Place.withoutDot(host);
        boolean inside = name.indexOf('.') < 0 || name.matches(".*\\.(internal|local|svc|localdomain|home\\.arpa|lan)");
        return config != null
                && AddressRange.bytes(host) == null
                && inside
                && config.allow().stream().allMatch(place -> place.range() == null && !place.isHost(host, port));
    }

    /** What has to be added to the configuration for it to be admitted. */
    public String remedy() {
        String place = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        return "egress: { " + (admitsHost() ? "allow" : "hosts") + ": [ \"" + place + "\" ] }";
    }

    /** A refused address in words, for a log. */
    public String refused(InetAddress address) {
        return admitsHost()
                ? address.getHostAddress() + ", which is "
                        + AddressKind.of(address.getAddress()).words()
                : address.getHostAddress() + ", and the host is not among egress.hosts";
    }
}
