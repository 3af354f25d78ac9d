package dev.understudy.sandbox.model;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The chance in an answer. Two sources: a <em>taste</em>, fixed by model and customer's words, which makes a model prefer
 * some wordings over others; and a <em>draw</em>, whose weight is the temperature. At temperature 0 only taste is left.
 * Not thread-safe: one per answer.
 */
final class Dice {
    /** How strongly a model prefers its favourite wording: the taste of an option is 0 to this. */
    private static final double TASTE = 2.5;

    private final long taste;
    private final double temperature;
    private final SplittableRandom draw;

    Dice(long taste, double temperature, long draw) {
        this.taste = taste;
        this.temperature = temperature;
        this.draw = new SplittableRandom(draw);
    }

    /** True with that probability. Even at temperature 0 this is drawn, but then the draw is fixed by the prompt. */
    boolean chance(double probability) {
        return draw.nextDouble() < probability;
    }

    /** About {@code mean}, between half and one and a half of it. */
    int around(int mean) {
        return mean == 0 ? 0 : (int) Math.round(mean * (0.5 + draw.nextDouble()));
    }

    /** Samples softmax(taste / temperature) by the Gumbel-max trick: the arg max of taste plus temperature times Gumbel noise. */
    <T> T pick(String slot, List<T> options) {
        int best = 0;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < options.size(); i++) {
            double score = TASTE * unit(mix(taste + hash(slot) + i)) + temperature * gumbel();
            if (score > bestScore) {
                bestScore = score;
                best = i;
            }
        }
        return options.get(best);
    }

    private double gumbel() {
        return -Math.log(-Math.log(draw.nextDouble(Double.MIN_NORMAL, 1)));
    }

    private static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** The finaliser of SplitMix64. */
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** FNV-1a over characters: the same on every machine and in every run. */
    static long hash(CharSequence text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
