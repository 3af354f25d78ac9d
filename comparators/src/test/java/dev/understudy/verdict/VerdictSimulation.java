package dev.understudy.verdict;

import java.util.Locale;

/**
 * The full simulation behind the tables of docs/VERDICT.md: {@code bench/verdict.sh [RUNS [OBSERVATIONS]]}. Prints Markdown;
 * exits with 1 if a validity run errs more than it may.
 */
public final class VerdictSimulation {
    private static final long SEED = 20_260_101;

    private VerdictSimulation() {}

    public static void main(String[] arguments) {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        int observations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
        power(runs);
        alone(runs, observations);
        System.exit(validity(runs, observations) ? 0 : 1);
    }

    private static void power(int runs) {
        System.out.println(
                "| rule | live | candidate | correlation | fixed, one-sided | fixed, two-sided | median to fail |"
                        + " ÷ one-sided | ÷ two-sided | 80 % have failed |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (double correlation : new double[] {0, 0.3, 0.6}) {
            power(runs, "json.valid >= live", 0, correlation);
            power(runs, "json.valid >= live - 0.01", 0.01, correlation);
        }
    }

    private static void power(int runs, String rule, double margin, double correlation) {
        Power power = new Power(rule, 0.9, 0.85, correlation);
        Power.Result result = power.run(runs, 20_000, SEED);
        double oneSided = power.fixedSample(true, margin);
        double twoSided = power.fixedSample(false, margin);
        System.out.printf(
                Locale.ROOT,
                "| `%s` | 0.90 | 0.85 | %.1f | %.0f | %.0f | %d | %.2f | %.2f | %d |%n",
                rule,
                correlation,
                oneSided,
                twoSided,
                result.median(),
                result.median() / oneSided,
                result.median() / twoSided,
                result.eightyPercent());
    }

    private static boolean validity(int runs, int observations) {
        System.out.println();
        System.out.println("| stream | rule | conversations | false pass | false fail | together | ordinary test |");
        System.out.println("|---|---|---|---|---|---|---|");
        boolean valid = true;
        for (Traffic stream : Traffic.all()) {
            for (boolean clustered : new boolean[] {false, true}) {
                Validity.Result result = new Validity(stream, clustered, observations).run(runs, SEED);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | `%s` | %s | %.2f %% | %.2f %% | %.2f %% | %.0f %% |%n",
                        stream.name(),
                        stream.rule(),
                        clustered ? "of 5 turns, correlation 0.5" : "of one turn",
                        100.0 * result.passes() / runs,
                        100.0 * result.fails() / runs,
                        100 * result.wrong(),
                        100.0 * result.naive() / runs);
                valid &= result.wrong() <= 0.05;
            }
        }
        return valid;
    }

    private static void alone(int runs, int observations) {
        System.out.println();
        System.out.println("| mean against its own true value | false pass | false fail |");
        System.out.println("|---|---|---|");
        for (Traffic stream : Traffic.alone()) {
            Validity.Result result = new Validity(stream, false, observations).run(runs, SEED);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f %% | %.2f %% |%n",
                    stream.name(),
                    100.0 * result.passes() / runs,
                    100.0 * result.fails() / runs);
        }
    }
}
