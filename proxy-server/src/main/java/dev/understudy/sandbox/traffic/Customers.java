package dev.understudy.sandbox.traffic;

import dev.understudy.sandbox.traffic.Ask.Kind;
import dev.understudy.sandbox.traffic.Ask.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes up customers: 85 % sensible, 15 % odd or hostile. Repeatable by seed. Not thread-safe.
 *
 * <p>Of the sensible ones about one in three is an edge case, where a stricter policy decides otherwise.
 */
final class Customers {
    /** Shares in percent, in the order of {@link Kind}. */
    private static final int[] SHARES = {44, 25, 10, 6, 5, 2, 2, 1, 1, 1, 1, 2};

    private static final double LEAVES = 0.04;
    private static final double COMES_BACK = 0.2;

    private final SplittableRandom random;
    private final Wordings wordings;

    Customers(long seed) {
        this.random = new SplittableRandom(seed);
        this.wordings = new Wordings(random);
    }

    Ask next() {
        Kind kind = kind();
        List<String> messages = new ArrayList<>(List.of(wordings.first(kind)));
        if (kind.wellFormed() && random.nextDouble() < COMES_BACK) {
            messages.add(wordings.followUp());
        }
        boolean streamed = random.nextDouble() < 0.6;
        boolean stays = !streamed || random.nextDouble() >= LEAVES;
        return new Ask(kind, messages, shape(), streamed, temperature(), stays);
    }

    private Kind kind() {
        int left = random.nextInt(100);
        for (Kind kind : Kind.values()) {
            left -= SHARES[kind.ordinal()];
            if (left < 0) {
                return kind;
            }
        }
        return Kind.CLEAR_CASE;
    }

    private Shape shape() {
        double draw = random.nextDouble();
        return draw < 0.5 ? Shape.TEXT : draw < 0.75 ? Shape.JSON : Shape.TOOLS;
    }

    private double temperature() {
        return new double[] {0, 0.3, 0.7, 1.0}[random.nextInt(4)];
    }
}
