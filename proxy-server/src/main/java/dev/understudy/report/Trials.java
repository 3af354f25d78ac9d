package dev.understudy.report;

import dev.understudy.verdict.Decision;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Cases that were played against both arms, each held against what was expected of it. Immutable.
 *
 * @param decision by the cases and by the gate, where there is one
 * @param classes how many of each class, and how the arms did
 * @param cases the worst first
 */
public record Trials(Decision decision, List<Kind> classes, List<Row> cases) {
    /** What became of a case, the worst first. */
    public enum Result {
        REGRESSION("only the candidate fails"),
        BOTH("both fail"),
        LIVE("only live fails"),
        NOT_ASKED("candidate not asked"),
        PASSED("both pass");

        private final String title;

        Result(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** As an attribute. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A class of cases. */
    public record Kind(String name, int cases, int livePasses, int candidatePasses, int notAsked, int regressions) {}

    /**
     * What one arm made of a case.
     *
     * @param problems what is wrong with it; none where it is sound
     * @param said for people, one line
     */
    public record Side(List<String> problems, String said) {
        public Side {
            problems = List.copyOf(problems);
        }
    }

    /**
     * One case.
     *
     * @param asked for people; empty where nobody can tell
     */
    public record Row(String id, String kind, Result result, String asked, Side live, Side candidate) {}

    public Trials {
        classes = List.copyOf(classes);
        cases = cases.stream().sorted(Comparator.comparing(Row::result)).toList();
    }

    /** How many cases ended so. */
    public long count(Result result) {
        return cases.stream().filter(row -> row.result() == result).count();
    }
}
