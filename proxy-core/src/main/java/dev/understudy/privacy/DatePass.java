package dev.understudy.privacy;

import java.util.Locale;

/** Days, ages and hosts of web addresses: for policies that look for them. */
final class DatePass {
    private static final int OLDEST = 120;
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_SCHEME = 10;
    private static final String OWN_DOMAIN = ".example";

    private DatePass() {}

    static void find(Pass pass) {
        boolean dates = pass.has(Cues.DIGIT) && pass.looksFor(Kind.DATE);
        boolean ages = pass.has(Cues.DIGIT) && pass.looksFor(Kind.AGE);
        if (dates || ages) {
            Words words = pass.words();
            for (int word = 0; word < words.count(); word++) {
                DateForm date = dates ? DateForm.at(words, word) : null;
                if (date != null) {
                    give(pass, date, Kind.DATE);
                    word = date.last();
                } else if (ages && words.isNumber(word)) {
                    age(pass, words, word);
                }
            }
        }
        if (pass.has(Cues.FORM) && pass.looksFor(Kind.WEB_ADDRESS)) {
            hosts(pass);
        }
    }

    static void give(Pass pass, DateForm date, Kind kind) {
        Words words = pass.words();
        String pseudonym = date.pseudonym(words, kind, pass.pseudonyms());
        pass.give(words.start(date.first()), words.end(date.last()), kind, kind.label(), pseudonym);
    }

    private static void age(Pass pass, Words words, int word) {
        int age = DateForm.value(words, word);
        if (age < 1 || age > OLDEST || !speaksOfAge(words, word)) {
            return;
        }
        Draw draw = pass.pseudonyms().draw(Kind.AGE, words.string(word));
        int moved = age + (age <= 3 ? 1 : draw.below(2) * 4 - 2);
        pass.give(words.start(word), words.end(word), Kind.AGE, Kind.AGE.label(), String.valueOf(moved));
    }

    private static boolean speaksOfAge(Words words, int word) {
        int next = word + 1;
        if (next < words.count() && words.start(next) - words.end(word) <= 2) {
            boolean years = words.is(next, "year") || words.is(next, "years") || words.is(next, "yr");
            boolean old = next + 1 < words.count() && (words.is(next + 1, "old") || words.is(next + 1, "of"));
            boolean brief = words.is(next, "y") || words.is(next, "yo") || words.is(next, "yrs");
            if (years && old || brief) {
                return true;
            }
        }
        if (word == 0 || words.start(word) - words.end(word - 1) > 3) {
            return false;
        }
        int before = word - 1;
        boolean of = words.is(before, "of") || words.is(before, "is");
        return words.is(before, "aged")
                || words.is(before, "age")
                || words.is(before, "turn")
                || words.is(before, "turned")
                || of && before > 0 && words.is(before - 1, "age");
    }

    private static void hosts(Pass pass) {
        String text = pass.text();
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            int host = at + 3;
            int start = at;
            while (start > 0 && at - start < LONGEST_SCHEME && Characters.isLetter(text.charAt(start - 1))) {
                start--;
            }
            int end = host;
            while (end < text.length() && end - host < LONGEST_HOST && isHost(text.charAt(end))) {
                end++;
            }
            while (end > host && text.charAt(end - 1) == '.') {
                end--;
            }
            String name = text.substring(host, end);
            if (name.indexOf('.') > 0 && !name.endsWith(OWN_DOMAIN)) {
                String word = Invented.word(name, Kind.WEB_ADDRESS, pass.pseudonyms());
                String own = text.substring(start, host) + "www." + word.toLowerCase(Locale.ROOT) + OWN_DOMAIN;
                pass.put(new Match(start, end, Kind.WEB_ADDRESS, own));
            }
        }
    }

    private static boolean isHost(char c) {
        return Characters.isAlphanumeric(c) || c == '.' || c == '-' || Characters.isAlphabetic(c);
    }
}
