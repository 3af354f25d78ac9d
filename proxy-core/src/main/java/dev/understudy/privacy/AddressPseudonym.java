package dev.understudy.privacy;

/** The words of an address with others in their place: the kind of street, the unit and the state stay, and the layout. */
final class AddressPseudonym {
    private static final int KEPT =
            Lexicon.STREET | Lexicon.STREET_BEFORE | Lexicon.UNIT | Lexicon.BOX | Lexicon.PARTICLE;

    /** Digits that are not ASCII stay, so no draw may be another. One digit is drawn again once in nine times. */
    private static final int MOST_DRAWN = 20;

    private AddressPseudonym() {}

    /** Takes the place of these words, both included. */
    static void give(Pass pass, int first, int last) {
        Words words = pass.words();
        StringBuilder address = new StringBuilder();
        int copied = words.start(first);
        int names = 0;
        int own = 0;
        for (int word = first; word <= last; word++) {
            address.append(words.text, copied, words.start(word));
            copied = words.end(word);
            String present = words.string(word);
            if (isKept(words, word)) {
                address.append(present);
            } else if (Ordinal.is(words, word)) {
                address.append(Ordinal.other(pass.pseudonyms().draw(Kind.ADDRESS, present), present));
            } else if (words.isNumber(word) || words.shape(word) == Words.ALPHANUMERIC) {
                address.append(number(pass, present));
            } else {
                names++;
                own += Invented.isOne(present) ? 1 : 0;
                address.append(
                        Invented.isOne(present) ? present : Invented.word(present, Kind.PERSON, pass.pseudonyms()));
            }
        }
        int start = words.start(first);
        int end = words.end(last);
        if (names > 0 && names == own) {
            pass.put(Match.own(start, end, Kind.ADDRESS));
        } else {
            pass.give(start, end, Kind.ADDRESS, Kind.ADDRESS.label(), address.toString());
        }
    }

    private static boolean isKept(Words words, int word) {
        boolean state = words.shape(word) == Words.UPPER && words.length(word) <= 2;
        return state || words.isInitial(word) || (words.cues(word) & KEPT) != 0;
    }

    /** Another one: where an address has no name, its number is all that would change. */
    private static String number(Pass pass, String present) {
        Draw draw = pass.pseudonyms().draw(Kind.ADDRESS, present);
        String number = number(draw, present);
        for (int drawn = 1; drawn < MOST_DRAWN && number.equals(present); drawn++) {
            number = number(draw, present);
        }
        return number;
    }

    private static String number(Draw draw, String present) {
        StringBuilder number = new StringBuilder(present.length());
        for (int i = 0; i < present.length(); i++) {
            char c = present.charAt(i);
            number.append(i == 0 && c != '0' && Characters.isDigit(c) ? (char) ('1' + draw.below(9)) : draw.like(c));
        }
        return number.toString();
    }
}
