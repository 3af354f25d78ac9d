package dev.understudy.privacy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * MAC addresses: six pairs of hex digits with colons or hyphens. Pseudonyms begin with 02:00:5e, a locally administered
 * prefix (IEEE 802, the second bit) that no manufacturer can have.
 */
final class MacAddresses {
    private static final int LENGTH = 17;
    private static final String OWN = "02005e";

    private MacAddresses() {}

    static @Nullable Match find(Text text, int start, KeyedPseudonyms pseudonyms) {
        if (start < text.floor() || !isAddress(text, start)) {
            return null;
        }
        String written = text.piece(start, start + LENGTH);
        String digits = written.toLowerCase(Locale.ROOT).replace(":", "").replace("-", "");
        if (digits.startsWith(OWN) || digits.equals("000000000000") || digits.equals("ffffffffffff")) {
            return Match.own(start, start + LENGTH, Kind.MAC_ADDRESS);
        }
        String pseudonym = pseudonym(pseudonyms.draw(Kind.MAC_ADDRESS, digits), written.charAt(2));
        boolean upper = !written.equals(written.toLowerCase(Locale.ROOT));
        return new Match(
                start, start + LENGTH, Kind.MAC_ADDRESS, upper ? pseudonym.toUpperCase(Locale.ROOT) : pseudonym);
    }

    private static String pseudonym(Draw draw, char gap) {
        StringBuilder address =
                new StringBuilder(LENGTH).append("02").append(gap).append("00");
        address.append(gap).append("5e");
        for (int pair = 3; pair < 6; pair++) {
            address.append(gap).append(draw.hex()).append(draw.hex());
        }
        return address.toString();
    }

    private static boolean isAddress(Text text, int start) {
        char gap = text.at(start + 2);
        for (int i = 0; i < LENGTH; i++) {
            char c = text.at(start + i);
            if (i % 3 == 2 ? c != gap : !Characters.isHex(c)) {
                return false;
            }
        }
        boolean before = text.at(start - 1) == gap && Characters.isHex(text.at(start - 2));
        boolean after = text.at(start + LENGTH) == gap && Characters.isHex(text.at(start + LENGTH + 1));
        return !before && !after && text.startsWord(start) && text.endsWord(start + LENGTH);
    }
}
