package dev.understudy.compare.refusal;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.ReadingComparator;
import dev.understudy.compare.Sides;

/** Whether one answer refuses and the other does not (1), or one hedges and the other does not (0.5). */
final class RefusalComparator extends ReadingComparator {
    static final String NAME = "refusal";

    private static final double ONE_REFUSES = 1;
    private static final double ONE_HEDGES = 0.5;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Sides sides) {
        String obstacle = sides.obstacle();
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        Stance one = Stance.of(sides.live());
        Stance another = Stance.of(sides.other());
        double divergence = divergence(one, another);
        String explanation = one.described().equals(another.described())
                ? "both: " + one.described()
                : sides.live().arm().label() + " " + one.described() + "; "
                        + sides.other().arm().label() + " " + another.described();
        return Comparison.of(divergence == 0, divergence, one.qualities(), another.qualities(), explanation);
    }

    private static double divergence(Stance one, Stance another) {
        if (one.refuses() != another.refuses()) {
            return ONE_REFUSES;
        }
        return !one.refuses() && one.hedged() != another.hedged() ? ONE_HEDGES : 0;
    }
}
