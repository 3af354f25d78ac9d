package dev.understudy.egress;

import dev.understudy.config.AddressRange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an IP address is for, after the IANA registries of special-purpose addresses (RFC 6890). Only {@link #PUBLIC} ones are
 * the Internet. An address that carries another in it is judged by that one: a connection ends up there.
 */
public enum AddressKind {
    PUBLIC("public"),
    /** RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3. */
    LOOPBACK("loopback"),
    /** RFC 1918. */
    PRIVATE("private"),
    /** Behind a carrier's NAT, and what clouds give to clusters: RFC 6598. */
    SHARED("shared address space"),
    /** RFC 4193. */
    UNIQUE_LOCAL("unique-local"),
    /** RFC 3927, RFC 4291 section 2.5.6. */
    LINK_LOCAL("link-local"),
    /** Where clouds hand out a machine's own credentials. */
    METADATA("a cloud's metadata service"),
    /** RFC 5771, RFC 4291 section 2.7. */
    MULTICAST("multicast"),
    /** "This network": a connection to it ends on this very machine. RFC 791 section 3.2, RFC 4291 section 2.5.2. */
    UNSPECIFIED("unspecified"),
    /** RFC 5737, RFC 3849, RFC 9637. */
    DOCUMENTATION("for documentation"),
    /** RFC 2544, RFC 5180. */
    BENCHMARK("for benchmarks"),
    /** Carries an IPv4 address, and who unpacks it is not known: 6to4 (RFC 7526), Teredo (RFC 4380), RFC 8215, RFC 4291 section 2.5.5.1. */
    TRANSITION("of a transition mechanism"),
    /** RFC 6890 section 2.2.2, RFC 1112 section 4, RFC 6666, RFC 9602, and what is not given out. */
    RESERVED("reserved");

    /** An address, or a range, and its kind; the first one that fits counts. */
    private record Entry(AddressRange range, AddressKind kind) {}

    private static final List<Entry> ENTRIES = new ArrayList<>();
    /** ::ffff:0:0/96, RFC 4291 section 2.5.5.2; the JDK reads its text as the IPv4 address in it. */
    private static final AddressRange MAPPED = new AddressRange(BigInteger.valueOf(0xffff00000000L), 128, 96);
    /** RFC 6052 section 2.1: networks without IPv4 reach every IPv4 address so. */
    private static final AddressRange NAT64 = range("64:ff9b::/96");

    static {
        entries(METADATA, "169.254.169.254", "169.254.170.2", "169.254.170.23", "100.100.100.200", "168.63.129.16");
        entries(METADATA, "192.0.0.192", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254");
        entries(UNSPECIFIED, "0.0.0.0/8", "::");
        entries(LOOPBACK, "127.0.0.0/8", "::1");
        entries(PRIVATE, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
        entries(SHARED, "100.64.0.0/10");
        entries(UNIQUE_LOCAL, "fc00::/7");
        entries(LINK_LOCAL, "169.254.0.0/16", "fe80::/10");
        entries(DOCUMENTATION, "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20");
        entries(BENCHMARK, "198.18.0.0/15", "2001:2::/48");
        entries(TRANSITION, "192.88.99.0/24", "2002::/16", "2001::/32", "64:ff9b:1::/48", "::/96");
        entries(MULTICAST, "224.0.0.0/4", "ff00::/8");
        entries(RESERVED, "192.0.0.0/24", "240.0.0.0/4", "2001::/23");
        entries(PUBLIC, "0.0.0.0/0", "2000::/3");
        entries(RESERVED, "::/0");
    }

    private final String words;

    AddressKind(String words) {
        this.words = words;
    }

    private static void entries(AddressKind kind, String... ranges) {
        Arrays.stream(ranges).forEach(text -> ENTRIES.add(new Entry(range(text), kind)));
    }

    private static AddressRange range(String text) {
        AddressRange range = AddressRange.parse(text);
        if (range == null) {
            throw new IllegalArgumentException(text);
        }
        return range;
    }

    /** @param address 4 or 16 bytes */
    public static AddressKind of(byte[] address) {
        byte[] meant = meant(address);
        for (Entry entry : ENTRIES) {
            if (entry.range().contains(meant)) {
                return entry.kind();
            }
        }
        return RESERVED;
    }

    /** The address that a connection to this one ends at. */
    static byte[] meant(byte[] address) {
        boolean carries = MAPPED.contains(address) || NAT64.contains(address);
        return carries ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    /** Whether a service of one's own can live there, so that listing its name opens it. */
    boolean inside() {
        return this == LOOPBACK || this == PRIVATE || this == SHARED || this == UNIQUE_LOCAL;
    }

    /** For people: {@code link-local}. */
    public String words() {
        return words;
    }
}
