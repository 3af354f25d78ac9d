package dev.understudy.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;

/**
 * Telephone numbers as a country writes them at home, without a plus and without a word that speaks of one: groups of digits
 * that are a valid number there, in the groups that its people use, by Google's libphonenumber. It costs some 10 µs a country, so
 * only so many places of one text are looked at. Thread-safe.
 */
final class NationalPhones {
    private static final int MOST_PLACES = 16;
    private static final int FEWEST_DIGITS = 8;
    private static final int MOST_DIGITS = 12;
    private static final int MOST_GROUPS = 6;

    private final List<String> regions;

    NationalPhones(List<String> regions) {
        this.regions = regions;
    }

    void find(Pass pass) {
        if (regions.isEmpty()) {
            return;
        }
        Words words = pass.words();
        int places = 0;
        int behind = 0;
        for (int i = 0; i < words.numericCount() && places < MOST_PLACES; i++) {
            int word = words.numeric(i);
            if (word < behind || !words.isNumber(word)) {
                continue;
            }
            int last = lastGroup(words, word);
            if (last == word) {
                continue; // most numbers are alone
            }
            String digits = digits(words, word, last);
            boolean form = digits.length() >= FEWEST_DIGITS && digits.length() <= MOST_DIGITS;
            if (form && DateForm.at(words, word) == null && pass.isFree(words.start(word), words.end(last))) {
                places++;
                if (isNumber(words, word, last, digits)) {
                    give(pass, words.start(word), words.end(last), digits);
                }
            }
            behind = last + 1;
        }
    }

    private static int lastGroup(Words words, int first) {
        int last = first;
        while (last + 1 < words.count()
                && words.isNumber(last + 1)
                && words.gap(last, " -\u00a0\u202f\u2011", 1)
                && last - first < MOST_GROUPS) {
            last++;
        }
        return last;
    }

    private static String digits(Words words, int first, int last) {
        StringBuilder digits = new StringBuilder();
        for (int word = first; word <= last && digits.length() <= MOST_DIGITS; word++) {
            digits.append(words.string(word));
        }
        return digits.toString();
    }

    private boolean isNumber(Words words, int first, int last, String digits) {
        char before = words.before(first);
        char after = words.after(last);
        boolean part = before == '.'
                || before == ','
                || before == '-'
                || before == '/'
                || before == '$'
                || before == '#'
                || after == '%'
                || after == '-'
                || after == '/';
        return !part && regions.stream().anyMatch(region -> isNumberOf(region, words, first, last, digits));
    }

    private static boolean isNumberOf(String region, Words words, int first, int last, String digits) {
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = library.parse(digits, region);
            return library.isValidNumberForRegion(number, region)
                    && (grouped(library.format(number, PhoneNumberFormat.NATIONAL), words, first, last)
                            || grouped(withoutCountry(library, number), words, first, last));
        } catch (NumberParseException other) {
            return false;
        }
    }

    /** Nor with the trunk digit, which mobile numbers are often written without. */
    private static String withoutCountry(PhoneNumberUtil library, PhoneNumber number) {
        String international = library.format(number, PhoneNumberFormat.INTERNATIONAL);
        return international.substring(international.indexOf(' ') + 1);
    }

    /** Whether the country's own groups are those of the text. */
    private static boolean grouped(String national, Words words, int first, int last) {
        Words groups = Words.of(national);
        if (groups.count() != last - first + 1) {
            return false;
        }
        for (int i = 0; i < groups.count(); i++) {
            if (groups.length(i) != words.length(first + i)) {
                return false;
            }
        }
        return true;
    }

    private static void give(Pass pass, int start, int end, String digits) {
        String fictitious = DialledDigits.fictitious(digits, false, pass.pseudonyms());
        if (fictitious == null) {
            pass.put(Match.own(start, end, Kind.PHONE));
            return;
        }
        StringBuilder number = new StringBuilder(end - start);
        int next = 0;
        for (int i = start; i < end; i++) {
            char c = pass.text().charAt(i);
            number.append(Characters.isDigit(c) ? fictitious.charAt(next++) : c);
        }
        pass.give(start, end, Kind.PHONE, Kind.PHONE.label(), number.toString());
    }
}
