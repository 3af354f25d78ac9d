package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/**
 * IPv6 addresses (RFC 4291 section 2.2), seen from their first colon. Pseudonyms are in 2001:db8:5555::/48, a part of the
 * documentation range of RFC 3849. {@code ::1} and what could be a scope in a program are left alone.
 */
final class Ipv6Addresses {
    private static final String OWN = "2001:db8:5555:";
    private static final int GROUPS = 8;

    private Ipv6Addresses() {}

    static @Nullable Match find(Text text, int colon, KeyedPseudonyms pseudonyms) {
        int start = colon;
        while (start > text.floor() && colon - start <= 4 && Characters.isHex(text.at(start - 1))) {
            start--;
        }
        if (!text.startsWord(start) || continues(text, start)) {
            return null;
        }
        Reading reading = new Reading(text, start);
        if (!reading.isAddress()) {
            return null;
        }
        if (reading.canonical().startsWith(OWN)) {
            return Match.own(start, reading.at, Kind.IP_ADDRESS);
        }
        Draw draw = pseudonyms.draw(Kind.IP_ADDRESS, reading.canonical());
        return new Match(start, reading.at, Kind.IP_ADDRESS, pseudonym(draw));
    }

    private static String pseudonym(Draw draw) {
        StringBuilder address = new StringBuilder(39).append(OWN);
        for (int group = 3; group < GROUPS; group++) {
            address.append((char) ('1' + draw.below(9)))
                    .append(draw.hex())
                    .append(draw.hex())
                    .append(draw.hex())
                    .append(group == GROUPS - 1 ? "" : ":");
        }
        return address.toString();
    }

    /** A colon before the first group is one more group, unless a word stands before it: {@code address:2001:…}. */
    private static boolean continues(Text text, int start) {
        return start > text.floor()
                && text.at(start - 1) == ':'
                && (Characters.isHex(text.at(start - 2)) || text.at(start - 2) == ':');
    }

    /** The groups from one place on. */
    private static final class Reading {
        private final Text text;
        private final String[] groups = new String[GROUPS];
        private int count;
        private int gap = -1;
        private boolean wellFormed = true;
        private int at;

        Reading(Text text, int start) {
            this.text = text;
            this.at = start;
            while (wellFormed && count < GROUPS && step()) {
                // until something that is no part of an address
            }
        }

        /** One colon and one group; false at the end. */
        private boolean step() {
            boolean twoColons = text.at(at) == ':' && text.at(at + 1) == ':';
            if (twoColons) {
                wellFormed = gap < 0;
                gap = count;
                at += 2;
                return Characters.isHex(text.at(at)) && group();
            }
            if (count == 0) {
                return group();
            }
            if (text.at(at) != ':' || !Characters.isHex(text.at(at + 1))) {
                return false;
            }
            at++;
            return group();
        }

        private boolean group() {
            int end = at;
            while (end - at <= 4 && Characters.isHex(text.at(end))) {
                end++;
            }
            wellFormed &= end > at && end - at <= 4;
            groups[count++] = text.piece(at, end);
            at = end;
            return wellFormed;
        }

        boolean isAddress() {
            boolean closed = text.endsWord(at)
                    && text.at(at) != ':'
                    && !(text.at(at) == '.' && Characters.isDigit(text.at(at + 1)));
            if (!wellFormed || !closed) {
                return false;
            }
            return gap < 0 ? count == GROUPS && longest() > 2 : count >= 2 && count < GROUPS && likely();
        }

        private int longest() {
            int longest = 0;
            for (int i = 0; i < count; i++) {
                longest = Math.max(longest, groups[i].length());
            }
            return longest;
        }

        /** {@code fe80::1} is an address; {@code a::b}, {@code abc::def} and {@code ::1} are not taken for one. */
        private boolean likely() {
            boolean digit = false;
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < groups[i].length(); k++) {
                    digit |= Characters.isDigit(groups[i].charAt(k));
                }
            }
            return digit && gap > 0 && groups[0].length() >= 3;
        }

        /** All eight groups, without leading zeros, in lower case. */
        String canonical() {
            StringBuilder canonical = new StringBuilder(40);
            for (int i = 0; i < GROUPS; i++) {
                int index = gap < 0 || i < gap ? i : i - (GROUPS - count);
                boolean zero = gap >= 0 && i >= gap && index < gap;
                canonical
                        .append(zero ? "0" : Integer.toHexString(Integer.parseInt(groups[index], 16)))
                        .append(i == GROUPS - 1 ? "" : ":");
            }
            return canonical.toString();
        }
    }
}
