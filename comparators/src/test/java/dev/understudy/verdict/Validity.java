package dev.understudy.verdict;

import java.util.SplittableRandom;

/**
 * Runs of {@link Traffic}, judged after every observation. In the clustered form a conversation has five turns, eight run at
 * a time, and two values of one arm and conversation have a correlation of one half: each is, with probability √½, the
 * conversation's own.
 */
final class Validity {
    private static final int TURNS = 5;
    private static final int AT_A_TIME = 8;
    private static final double OWN = Math.sqrt(0.5);

    /** How many runs ever said so, and how many an ordinary 95 % test looked at as often would have fooled. */
    record Result(int runs, int passes, int fails, int naive) {
        double wrong() {
            return (double) (passes + fails) / runs;
        }
    }

    private final Traffic stream;
    private final boolean clustered;
    private final int observations;

    Validity(Traffic stream, boolean clustered, int observations) {
        this.stream = stream;
        this.clustered = clustered;
        this.observations = observations;
    }

    Result run(int runs, long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        int passes = 0;
        int fails = 0;
        int naive = 0;
        for (int i = 0; i < runs; i++) {
            Run run = new Run(seeds.split());
            Decision decision = run.firstDecision();
            passes += decision == Decision.PASS ? 1 : 0;
            fails += decision == Decision.FAIL ? 1 : 0;
            naive += run.fooled ? 1 : 0;
        }
        return new Result(runs, passes, fails, naive);
    }

    private final class Run {
        private final SplittableRandom random;
        private final Gate gate = Turns.gate(stream.rule());
        private final Evidence evidence = Turns.evidence(gate);
        private final Adjudication adjudication = new Adjudication(gate, evidence);
        private final Running[] running = new Running[AT_A_TIME];
        private long conversations;
        private long counted = -1;
        private double sum;
        private double squares;
        private boolean fooled;

        Run(SplittableRandom random) {
            this.random = random;
        }

        /** The first thing that was said other than undecided; every one is wrong. The naive test looks on to the end. */
        Decision firstDecision() {
            Decision first = Decision.UNDECIDED;
            for (int i = 1; i <= observations; i++) {
                observe(i);
                if (first == Decision.UNDECIDED) {
                    first = look();
                }
            }
            return first;
        }

        private Decision look() {
            long units = evidence.tally(gate.rules().get(0).bounds().get(0).estimand())
                    .orElseThrow()
                    .units();
            if (units == counted) {
                return Decision.UNDECIDED;
            }
            counted = units;
            return adjudication.decisionAt(gate.rules().get(0), 1);
        }

        private void observe(int count) {
            Running conversation = next();
            double live = conversation.draw(0);
            double candidate = conversation.draw(1);
            evidence.add(stream.turn(conversation.key, live, candidate));
            sum += candidate - live;
            squares += (candidate - live) * (candidate - live);
            double variance = squares / count - sum / count * (sum / count);
            // From 30 on, as a careful person would, who takes every exchange for itself.
            fooled |= count >= 30 && variance > 0 && Math.abs(sum / count) > 1.96 * Math.sqrt(variance / count);
        }

        private Running next() {
            if (!clustered) {
                return new Running(Long.toString(conversations++));
            }
            int at = random.nextInt(AT_A_TIME);
            if (running[at] == null || running[at].turns == TURNS) {
                running[at] = new Running(Long.toString(conversations++));
            }
            running[at].turns++;
            return running[at];
        }

        private final class Running {
            private final String key;
            private final double[] own = {stream.draw(random), stream.draw(random)};
            private int turns;

            Running(String key) {
                this.key = key;
            }

            double draw(int arm) {
                return clustered && random.nextDouble() < OWN ? own[arm] : stream.draw(random);
            }
        }
    }
}
