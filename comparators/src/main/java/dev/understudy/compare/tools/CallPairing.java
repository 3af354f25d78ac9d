package dev.understudy.compare.tools;

import dev.understudy.compare.json.JsonDiff;
import dev.understudy.compare.json.JsonDifferences;
import dev.understudy.compare.json.JsonRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Pairs the calls of two answers as sets: parallel calls have no order. Calls with the same text first; then, of those left,
 * calls of one tool, the most alike first; then calls of one tool as they come. Trying which are alike is bounded in calls
 * and in the size of their arguments.
 */
final class CallPairing {
    private static final int MOST_TRIED = 16;
    private static final long MOST_CHARACTERS = 2_000_000;

    /**
     * Two calls of the same tool, or one without a partner.
     *
     * @param distance differing leaves in all leaves, the tool's name counting as one; 1 for a call without a partner
     * @param difference what differs in the arguments; empty when nothing does
     */
    record Paired(@Nullable Call live, @Nullable Call other, double distance, String difference) {
        static Paired equal(Call live, Call other) {
            return new Paired(live, other, 0, "");
        }
    }

    private record Key(String name, String arguments) {
        static Key of(Call call) {
            return new Key(call.name(), call.text());
        }
    }

    private final JsonRules rules;
    private final List<Call> live;
    private final List<Call> other;
    private final List<Paired> pairs = new ArrayList<>();

    private CallPairing(JsonRules rules, List<Call> live, List<Call> other) {
        this.rules = rules;
        this.live = new ArrayList<>(live);
        this.other = new ArrayList<>(other);
    }

    static List<Paired> of(JsonRules rules, List<Call> live, List<Call> other) {
        CallPairing pairing = new CallPairing(rules, live, other);
        pairing.pairSameText();
        pairing.pairAlike();
        pairing.pairInOrder();
        pairing.live.forEach(call -> pairing.pairs.add(new Paired(call, null, 1, "")));
        pairing.other.forEach(call -> pairing.pairs.add(new Paired(null, call, 1, "")));
        return pairing.pairs;
    }

    private void pairSameText() {
        Map<Key, Deque<Call>> waiting = new HashMap<>();
        other.forEach(call -> waiting.computeIfAbsent(Key.of(call), absent -> new ArrayDeque<>())
                .add(call));
        List<Call> partners = new ArrayList<>();
        live.removeIf(call -> {
            Deque<Call> same = waiting.get(Key.of(call));
            Call partner = same == null ? null : same.poll();
            if (partner == null) {
                return false;
            }
            pairs.add(Paired.equal(call, partner));
            partners.add(partner);
            return true;
        });
        removeByIdentity(other, partners);
    }

    private void pairAlike() {
        List<Paired> candidates = new ArrayList<>();
        long characters = 0;
        for (Call one : live.subList(0, Math.min(MOST_TRIED, live.size()))) {
            for (Call another : other.subList(0, Math.min(MOST_TRIED, other.size()))) {
                characters += one.text().length() + another.text().length();
                if (one.name().equals(another.name()) && characters <= MOST_CHARACTERS) {
                    candidates.add(compared(one, another));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Paired::distance));
        for (Paired candidate : candidates) {
            if (contains(live, candidate.live()) && contains(other, candidate.other())) {
                take(candidate);
            }
        }
    }

    private void pairInOrder() {
        Map<String, Deque<Call>> byName = new HashMap<>();
        other.forEach(call -> byName.computeIfAbsent(call.name(), absent -> new ArrayDeque<>())
                .add(call));
        List<Call> partners = new ArrayList<>();
        live.removeIf(call -> {
            Deque<Call> sameTool = byName.get(call.name());
            Call partner = sameTool == null ? null : sameTool.poll();
            if (partner == null) {
                return false;
            }
            pairs.add(compared(call, partner));
            partners.add(partner);
            return true;
        });
        removeByIdentity(other, partners);
    }

    private Paired compared(Call one, Call another) {
        JsonNode arguments = one.arguments();
        JsonNode otherArguments = another.arguments();
        if (arguments == null || otherArguments == null) {
            return new Paired(one, another, 0.5, "arguments that are no JSON differ");
        }
        JsonDifferences differences = JsonDiff.between(rules, arguments, otherArguments);
        double distance = differences.differing() / (1.0 + differences.leaves());
        return new Paired(one, another, distance, differences.describe());
    }

    private void take(Paired pair) {
        live.removeIf(call -> call == pair.live());
        other.removeIf(call -> call == pair.other());
        pairs.add(pair);
    }

    private static boolean contains(List<Call> calls, @Nullable Call wanted) {
        for (Call call : calls) {
            if (call == wanted) {
                return true;
            }
        }
        return false;
    }

    /** By identity: an answer may ask for the same thing twice. */
    private static void removeByIdentity(List<Call> calls, List<Call> gone) {
        Set<Call> identities = Collections.newSetFromMap(new IdentityHashMap<>());
        identities.addAll(gone);
        calls.removeIf(identities::contains);
    }
}
