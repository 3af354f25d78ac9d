package dev.understudy.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where candidates and judges may be asked. Live and control are not subject to it. Immutable.
 *
 * @param allow addresses and hosts inside, which are refused unless they are listed
 * @param hosts if there is any, the only hosts that may be asked at all
 */
public record EgressConfig(List<Place> allow, List<Place> hosts) {
    /** Nothing inside, anything outside. */
    public static final EgressConfig DEFAULT = new EgressConfig(List.of(), List.of());

    private static final int MOST = 1024;
    private static final String ALLOWED = "an address, a range or a host, with a port or without: "
            + "10.0.0.5, 10.0.0.0/8, [fd00::1]:8080, provider.internal:443";
    private static final String HOSTS = "a host, with a port or without: api.openai.com, *.openai.azure.com:443";

    public EgressConfig {
        ConfigException.check(allow.size() <= MOST, "allow", allow.size(), "up to " + MOST + " entries");
        ConfigException.check(hosts.size() <= MOST, "hosts", hosts.size(), "up to " + MOST + " entries");
        allow = List.copyOf(allow);
        hosts = List.copyOf(hosts);
    }

    /** Reads an entry of {@code allow}. */
    public static Place allowed(String text) {
        Place place = Place.parse(text);
        ConfigException.check(place != null && !place.wild(), "", text, ALLOWED);
        return place == null ? Place.NOWHERE : place;
    }

    /** Reads an entry of {@code hosts}. */
    public static Place host(String text) {
        Place place = Place.parse(text);
        ConfigException.check(
                place != null && (place.range() == null || place.range().single()), "", text, HOSTS);
        return place == null ? Place.NOWHERE : place;
    }

    /**
     * A part of the network: a range of addresses, or a host by name.
     *
     * @param range null for a host
     * @param host in lower case, {@code *.} before it for everything below; null for a range
     * @param port 0 for every port
     */
    public record Place(
            @Nullable AddressRange range, @Nullable String host, int port) {
        private static final Place NOWHERE = new Place(null, "", 0);
        private static final Pattern BRACKETED =
                Pattern.compile("\\[([0-9a-fA-F:.]{2,45}(?:/\\d{1,3})?)](?::(\\d{1,5}))?");
        private static final Pattern RANGE = Pattern.compile("(\\d[\\d.]{5,14}(?:/\\d{1,2})?)(?::(\\d{1,5}))?");
        private static final Pattern HOST = Pattern.compile(
                "((?:\\*\\.)?[a-z0-9_](?:[a-z0-9_-]{0,62}\\.?){0,126})(?::(\\d{1,5}))?", Pattern.CASE_INSENSITIVE);
        private static final int LONGEST = 260;

        static @Nullable Place parse(String text) {
            AddressRange bare = text.length() > LONGEST ? null : AddressRange.parse(text);
            if (bare != null) {
                return new Place(bare, null, 0);
            }
            Matcher bracketed = BRACKETED.matcher(text);
            Matcher range = RANGE.matcher(text);
            if (bracketed.matches() || range.matches()) {
                Matcher found = bracketed.matches() ? bracketed : range;
                AddressRange addresses = AddressRange.parse(found.group(1));
                return addresses == null ? null : at(addresses, null, found.group(2));
            }
            return text.length() > LONGEST ? null : named(text);
        }

        private static @Nullable Place named(String text) {
            Matcher host = HOST.matcher(text);
            // A name ends in a label with a letter, else it is an address that some would read: 0x7f.1, 2130706433.
            return host.matches() && host.group(1).matches("(?i).*[a-z][a-z0-9_-]*\\.?") && !isHex(host.group(1))
                    ? at(null, withoutDot(host.group(1)), host.group(2))
                    : null;
        }

        private static boolean isHex(String name) {
            return name.substring(name.lastIndexOf('.') + 1).matches("(?i)0x[0-9a-f]*");
        }

        private static @Nullable Place at(@Nullable AddressRange range, @Nullable String host, @Nullable String port) {
            int number = port == null ? 0 : Integer.parseInt(port);
            boolean good = port == null || (number >= 1 && number <= 65535);
            return good ? new Place(range, host, number) : null;
        }

        /** As hosts are compared: in lower case, without the dot of the root. */
        public static String withoutDot(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        }

        private boolean wild() {
            return host != null && host.startsWith("*.");
        }

        private boolean hasPort(int asked) {
            return port == 0 || port == asked;
        }

        /** Whether that host, as it is written in a URL, is here. */
        public boolean isHost(String name, int asked) {
            String plain = withoutDot(name);
            boolean same = host != null && (wild() ? plain.endsWith(host.substring(1)) : plain.equals(host));
            byte[] literal = range == null ? null : AddressRange.bytes(plain);
            return hasPort(asked) && (same || (literal != null && range != null && range.contains(literal)));
        }

        /** Whether that address is in this range. */
        public boolean covers(byte[] address, int asked) {
            return range != null && hasPort(asked) && range.contains(address);
        }

        @Override
        public String toString() {
            String name = range == null ? String.valueOf(host) : range.toString();
            boolean bracketed = port > 0 && name.indexOf(':') >= 0;
            return (bracketed ? "[" + name + "]" : name) + (port == 0 ? "" : ":" + port);
        }
    }
}
