package dev.understudy.verdict;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How many paired exchanges it takes to fail a candidate whose rate is lower than live's, every exchange a conversation of
 * its own, looked at after each.
 *
 * @param correlation of the two arms' successes on one request
 */
record Power(String rule, double live, double candidate, double correlation) {
    /** Quantiles of the standard normal distribution: 0.975, 0.95 and 0.8. */
    private static final double TWO_SIDED = 1.959964;

    private static final double ONE_SIDED = 1.644854;
    private static final double POWER = 0.841621;

    /** Exchanges until fail; the 80 % quantile is what a test of 80 % power would have to wait for. */
    record Result(int median, int eightyPercent) {}

    Result run(int runs, int most, long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        int[] needed = new int[runs];
        for (int i = 0; i < runs; i++) {
            needed[i] = untilFail(seeds.split(), most);
        }
        Arrays.sort(needed);
        return new Result(needed[runs / 2], needed[runs * 4 / 5]);
    }

    private int untilFail(SplittableRandom random, int most) {
        Gate gate = Turns.gate(rule);
        Evidence evidence = Turns.evidence(gate);
        Adjudication adjudication = new Adjudication(gate, evidence);
        for (int i = 1; i < most; i++) {
            double draw = random.nextDouble();
            boolean both = draw < both();
            boolean liveOnly = !both && draw < live;
            boolean candidateOnly = !both && !liveOnly && draw < live + candidate - both();
            evidence.add(Turns.quality(
                    Integer.toString(i), "json", "valid", both || liveOnly ? 1 : 0, both || candidateOnly ? 1 : 0));
            if (adjudication.decisionAt(gate.rules().get(0), 1) == Decision.FAIL) {
                return i;
            }
        }
        return most;
    }

    private double both() {
        return live * candidate + correlation * Math.sqrt(live * (1 - live) * candidate * (1 - candidate));
    }

    /** Pairs that a paired test at 5 % planned beforehand needs for 80 % power; the normal approximation. */
    double fixedSample(boolean oneSided, double margin) {
        double difference = live - candidate - margin;
        double variance = live + candidate - 2 * both() - (live - candidate) * (live - candidate);
        double sigmas = (oneSided ? ONE_SIDED : TWO_SIDED) + POWER;
        return sigmas * sigmas * variance / (difference * difference);
    }
}
