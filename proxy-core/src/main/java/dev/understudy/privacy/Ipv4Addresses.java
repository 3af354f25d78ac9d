package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/**
 * IPv4 addresses, private ones too. Pseudonyms are in 198.18.0.0/15, the range of RFC 2544 for tests of equipment: like
 * the three documentation ranges of RFC 5737 it is never anybody's, and it has 131,072 addresses instead of 768, so that
 * two people rarely become one.
 */
final class Ipv4Addresses {
    private static final String[] VERSION_WORDS = {"version ", "Version ", "release ", "build ", "ver. ", "ver "};

    private Ipv4Addresses() {}

    static @Nullable Match find(NumberRun run, KeyedPseudonyms pseudonyms) {
        int end = run.end(4);
        if (!isAddress(run) || !ends(run.text, end) || afterVersion(run.text, run.start())) {
            return null;
        }
        String address = run.text.piece(run.start(), end);
        if (address.startsWith("198.18.") || address.startsWith("198.19.")) {
            return Match.own(run.start(), end, Kind.IP_ADDRESS);
        }
        Draw draw = pseudonyms.draw(Kind.IP_ADDRESS, address);
        String pseudonym = "198." + (18 + draw.below(2)) + "." + draw.below(256) + "." + (1 + draw.below(254));
        return new Match(run.start(), end, Kind.IP_ADDRESS, pseudonym);
    }

    /** Dotted decimal without leading zeros; not "this network", loopback or a mask, which are nobody's. */
    private static boolean isAddress(NumberRun run) {
        for (int group = 0; group < 4; group++) {
            boolean dotted = group == 3 || run.gap(group) == '.';
            if (!dotted || octet(run, group) > 255) {
                return false;
            }
        }
        int first = octet(run, 0);
        return first != 0 && first != 127 && first != 255 && !run.text.joinedBefore(run.start());
    }

    private static int octet(NumberRun run, int group) {
        int length = run.length(group);
        int start = run.groupStart(group);
        if (length > 3 || length > 1 && run.text.at(start) == '0') {
            return Integer.MAX_VALUE;
        }
        int value = 0;
        for (int i = start; i < start + length; i++) {
            value = value * 10 + run.text.at(i) - '0';
        }
        return value;
    }

    private static boolean ends(Text text, int end) {
        boolean pointed = text.at(end) == '.' && Characters.isWord(text.at(end + 1));
        return text.endsWord(end) && !pointed;
    }

    private static boolean afterVersion(Text text, int start) {
        for (String word : VERSION_WORDS) {
            if (text.has(word, start - word.length())) {
                return true;
            }
        }
        return false;
    }
}
