package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/** Everything that starts with a digit, seen from its first one: the stricter form is asked first. */
final class Numbers {
    private static final int SHORTEST = 7;

    private Numbers() {}

    static @Nullable Match find(Text text, int at, KeyedPseudonyms pseudonyms) {
        int end = text.endOfDigits(at);
        if (end - at < SHORTEST && !(Characters.isGroupGap(text.at(end)) && Characters.isDigit(text.at(end + 1)))) {
            return null; // most numbers are short and alone
        }
        NumberRun run = NumberRun.read(text, at);
        if (run.groups() >= 4 && run.gap(0) == '.') {
            Match address = Ipv4Addresses.find(run, pseudonyms);
            if (address != null) {
                return address;
            }
        }
        if (run.digits(run.groups()) < SHORTEST || run.groups() == 3 && run.shaped(4, 2, 2)) {
            return null;
        }
        if (run.shaped(2, 2, 2, 2, 2, 2) && run.gap(0) == '-') {
            return MacAddresses.find(text, at, pseudonyms);
        }
        Match number = NationalIds.find(run, pseudonyms);
        if (number == null) {
            number = Cards.find(run, pseudonyms);
        }
        return number == null ? Phones.find(run, pseudonyms) : number;
    }
}
