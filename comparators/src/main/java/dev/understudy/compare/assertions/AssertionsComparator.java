package dev.understudy.compare.assertions;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Wording;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import java.util.List;
import java.util.Map;

/** Which of the user's checks each answer passes. Divergence is the share of checks that only one answer passes. */
final class AssertionsComparator implements Comparator {
    static final String NAME = "assertions";

    private final List<NamedCheck> checks;

    AssertionsComparator(List<NamedCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Asked asked, Answer live, Answer other) {
        String obstacle = Judgeable.obstacle(live, other);
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        if (checks.isEmpty()) {
            return Comparison.notComparable("no checks are configured");
        }
        boolean[] one = passed(new Checked(asked, live.completion()));
        boolean[] another = passed(new Checked(asked, other.completion()));
        int differing = 0;
        for (int i = 0; i < one.length; i++) {
            differing += one[i] != another[i] ? 1 : 0;
        }
        String explanation =
                live.arm().label() + " " + described(one) + "; " + other.arm().label() + " " + described(another);
        return Comparison.of(
                differing == 0,
                (double) differing / checks.size(),
                qualities(one),
                qualities(another),
                Wording.excerpt(explanation, Wording.EXPLANATION_LIMIT));
    }

    private boolean[] passed(Checked answer) {
        boolean[] passed = new boolean[checks.size()];
        for (int i = 0; i < passed.length; i++) {
            passed[i] = checks.get(i).check().holds(answer);
        }
        return passed;
    }

    private static Map<String, Double> qualities(boolean[] passed) {
        int count = 0;
        for (boolean one : passed) {
            count += one ? 1 : 0;
        }
        return Map.of(
                "passed",
                (double) count / passed.length,
                "all_passed",
                count == passed.length ? 1.0 : 0.0,
                "failed_checks",
                (double) passed.length - count);
    }

    private String described(boolean[] passed) {
        StringBuilder failed = new StringBuilder();
        for (int i = 0; i < passed.length; i++) {
            if (!passed[i]) {
                failed.append(failed.length() == 0 ? "fails " : ", ")
                        .append(checks.get(i).name());
            }
        }
        return failed.length() == 0 ? "passes all" : failed.toString();
    }
}
