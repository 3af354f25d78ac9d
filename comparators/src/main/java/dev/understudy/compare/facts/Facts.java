package dev.understudy.compare.facts;

import dev.understudy.compare.Lexicon;
import dev.understudy.compare.Reading;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one text, each once, and which words it denies or affirms. Bounded; not changed once read.
 *
 * <p>Words are cut out of the text where they are denied only, which few are; of the others it is remembered where they
 * stand, and they are looked at when either text denies something.
 */
final class Facts {
    static final int MOST = 5_000;
    static final int MOST_DENIED = 5_000;
    static final int MOST_AFFIRMED = 100_000;

    private final String text;
    private final Set<Fact> stated = new LinkedHashSet<>();
    private final Quantities quantities = new Quantities();
    private @Nullable Fact latest;
    /** Quantities that it states more than once. */
    private final Set<Fact> repeated = new HashSet<>();

    private final int[] counts = new int[FactKind.values().length];
    /** Stems of the words that stand denied somewhere. */
    private final Set<String> denied = new LinkedHashSet<>();
    /** Where the words stand that are not: begin and end in turn. */
    private int[] affirmed;

    private int affirmedSize;

    private Facts(String text) {
        this.text = text;
        this.affirmed = new int[16 + Math.min(text.length() / 4, 2 * MOST_AFFIRMED)];
    }

    static Facts of(Reading reading) {
        return reading.once(Facts.class, read -> of(read.text()));
    }

    static Facts of(String text) {
        Facts facts = new Facts(text);
        new FactScanner(text, facts).scan();
        return facts;
    }

    void add(FactKind kind, String value) {
        Fact fact = new Fact(kind, value);
        boolean room = stated.size() < MOST;
        if (room && stated.add(fact)) {
            counts[kind.ordinal()]++;
        } else if (kind.isQuantity() && (room || stated.contains(fact))) {
            repeated.add(fact);
        }
        latest = kind.isQuantity() ? fact : latest;
    }

    /** Whether it states a quantity once, and not in several places. */
    boolean isStatedOnce(Fact quantity) {
        return !repeated.contains(quantity);
    }

    /** The quantity that was added since the last call, if one was, stands there. */
    void stand(int start, int end) {
        if (latest != null) {
            quantities.add(latest, start, end);
            latest = null;
        }
    }

    Bindings bindings(Set<Fact> wanted) {
        return new Bindings(text, quantities, wanted);
    }

    /** A word that means something. */
    void word(int start, int end, boolean denies) {
        if (denies) {
            counts[FactKind.NEGATION.ordinal()]++;
            if (denied.size() < MOST_DENIED) {
                denied.add(text.substring(start, Negation.stemEnd(text, start, end))
                        .toLowerCase(Locale.ROOT));
            }
        } else if (affirmedSize < 2 * MOST_AFFIRMED) {
            if (affirmedSize + 2 > affirmed.length) {
                affirmed = Arrays.copyOf(affirmed, affirmed.length * 2);
            }
            affirmed[affirmedSize++] = start;
            affirmed[affirmedSize++] = end;
        }
    }

    /** All but the negations: those mean something beside another text only. */
    Set<Fact> stated() {
        return stated;
    }

    /** Stems of the words that it denies somewhere, in the order of the text. */
    Set<String> denied() {
        return denied;
    }

    /** Which of some stems it uses without denying them. */
    Set<String> affirmedOf(Set<String> stems) {
        if (stems.isEmpty()) {
            return Set.of();
        }
        String[] byNumber = new String[stems.size() + 1];
        Map<String, Integer> numbers = new HashMap<>();
        for (String stem : stems) {
            byNumber[numbers.size() + 1] = stem;
            numbers.put(stem, numbers.size() + 1);
        }
        Lexicon lexicon = new Lexicon(numbers);
        Set<String> found = new LinkedHashSet<>();
        for (int i = 0; i < affirmedSize; i += 2) {
            int end = Negation.stemEnd(text, affirmed[i], affirmed[i + 1]);
            int number = lexicon.number(text, affirmed[i], end);
            if (number > 0) {
                found.add(byNumber[number]);
            }
        }
        return found;
    }

    int count(FactKind kind) {
        return counts[kind.ordinal()];
    }
}
