package dev.understudy.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses in CIDR form (RFC 4632, RFC 4291 section 2.3); a single address is a block of one. Immutable.
 *
 * @param network the block's first address as a number
 * @param bits of an address: 32 or 128
 * @param prefix how many leading bits count, 0 to {@code bits}
 */
public record AddressRange(BigInteger network, int bits, int prefix) {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    /** Four decimal numbers: other forms mean different addresses to different readers (RFC 6943 section 3.1.1). */
    private static final Pattern FOUR = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,43}");

    public AddressRange {
        network = network.shiftRight(bits - prefix).shiftLeft(bits - prefix);
    }

    /** {@code 10.0.0.0/8}, {@code fd00::/8} or a bare address; null for any other text. Asks no name server. */
    public static @Nullable AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int bits = address.length * 8;
        int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1));
        return prefix < 0 || prefix > bits ? null : new AddressRange(new BigInteger(1, address), bits, prefix);
    }

    /** An address as it is written, without brackets; null for anything that would have to be looked up. */
    public static byte @Nullable [] bytes(String text) {
        if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
            return null;
        }
        try {
            // Of such text the JDK makes an address or nothing, without asking anybody.
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException none) {
            return null;
        }
    }

    private static int prefix(String text) {
        boolean number =
                text.length() >= 1 && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(text) : -1;
    }

    /** @param address 4 or 16 bytes */
    public boolean contains(byte[] address) {
        return address.length * 8 == bits
                && new BigInteger(1, address).shiftRight(bits - prefix).equals(network.shiftRight(bits - prefix));
    }

    /** Whether it is one address and no other. */
    public boolean single() {
        return prefix == bits;
    }

    @Override
    public String toString() {
        byte[] address = new byte[bits / 8];
        byte[] number = network.toByteArray();
        for (int i = 0; i < number.length && i < address.length; i++) {
            address[address.length - 1 - i] = number[number.length - 1 - i];
        }
        return written(address) + (single() ? "" : "/" + prefix);
    }

    private static String written(byte[] address) {
        try {
            // RFC 5952 section 4.2, but for the rule that the longest run of zeros goes.
            return InetAddress.getByAddress(address).getHostAddress().replaceFirst("(^|:)(0(:|$)){2,}", "::");
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
