package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;

/** Everything that starts with a digit, seen from its first one: the stricter form is asked first. */
final class Numbers {
    private static final int SHORTEST = 7;

    private Numbers() {}

    static @Nullable Match find(Text text, int at, KeyedPseudonyms pseudonyms) {
        NumberRun run = NumberRun.read(text, at);
        if (run.groups() >= 4 && run.gap(0) == '.') {
            Match address = Ipv4Addresses.find(run, pseudonyms);
            if (address != null) {
                return address;
            }
        }
        if (run.digits(run.groups()) < SHORTEST) {
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
