package dev.understudy.compare.citations;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which sources only one of two answers names, whatever the order.
 *
 * @param common sources that both name
 */
record SourceDifferences(int common, List<Source> liveOnly, List<Source> otherOnly) {
    /** What a source may be known by. */
    private interface Name extends Function<Source, @Nullable String> {}

    /**
     * Pairs by the surest name first. A title pairs only where one side has no address: pages of one title at two
     * addresses are two pages.
     */
    static SourceDifferences between(List<Source> live, List<Source> other) {
        List<Source> liveOnly = new ArrayList<>(live);
        List<Source> otherOnly = new ArrayList<>(other);
        pair(liveOnly, Source::address, otherOnly, Source::address);
        pair(liveOnly, Source::id, otherOnly, Source::id);
        pair(liveOnly, Source::titleAlone, otherOnly, Source::titleAlone);
        pair(liveOnly, Source::titleOfPage, otherOnly, Source::titleAlone);
        pair(liveOnly, Source::titleAlone, otherOnly, Source::titleOfPage);
        pair(liveOnly, Source::quote, otherOnly, Source::quote);
        return new SourceDifferences(live.size() - liveOnly.size(), List.copyOf(liveOnly), List.copyOf(otherOnly));
    }

    /** Takes out of both lists what goes by the same name. */
    private static void pair(List<Source> live, Name ofLive, List<Source> other, Name ofOther) {
        Map<String, Deque<Source>> byName = new HashMap<>();
        for (Source source : other) {
            String name = ofOther.apply(source);
            if (name != null) {
                byName.computeIfAbsent(name, unseen -> new ArrayDeque<>()).add(source);
            }
        }
        live.removeIf(source -> {
            String name = ofLive.apply(source);
            Deque<Source> alike = name == null ? null : byName.get(name);
            Source found = alike == null ? null : alike.poll();
            return found != null && other.remove(found);
        });
    }

    /** {@code 1 − 2c/(2c + d)}, where c are the common sources and d those of one answer only; 0 when there are none. */
    double divergence() {
        int single = liveOnly.size() + otherOnly.size();
        return single == 0 ? 0 : (double) single / (2.0 * common + single);
    }

    /** How much of the sources of one answer these are, which only that one names; 0 where it names none. */
    double share(List<Source> alone) {
        return alone.isEmpty() ? 0 : (double) alone.size() / (common + alone.size());
    }

    boolean none() {
        return common + liveOnly.size() + otherOnly.size() == 0;
    }
}
