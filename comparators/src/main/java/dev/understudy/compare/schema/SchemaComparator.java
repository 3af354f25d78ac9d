package dev.understudy.compare.schema;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Reading;
import dev.understudy.compare.ReadingComparator;
import dev.understudy.compare.Sides;
import dev.understudy.compare.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Whether each answer keeps to the schemas that its request brought along: the output format and the tools' parameters.
 * Divergence is 1 where one answer does and the other does not.
 */
final class SchemaComparator extends ReadingComparator {
    static final String NAME = "schema";

    private final boolean unwrap;

    SchemaComparator(boolean unwrap) {
        this.unwrap = unwrap;
    }

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
        Schemas schemas = Schemas.shared();
        Reading live = sides.live();
        Reading other = sides.other();
        ArmConformance one = ArmConformance.of(schemas, sides.question(), unwrap, live);
        ArmConformance another = ArmConformance.of(schemas, sides.question(), unwrap, other);
        String reason = reason(one, another, live, other);
        if (reason != null) {
            return new Comparison.NotComparable(one.qualities(), another.qualities(), reason);
        }
        boolean same = one.valid() == another.valid();
        return Comparison.of(same, same ? 0 : 1, one.qualities(), another.qualities(), line(one, another, live, other));
    }

    private static @Nullable String reason(ArmConformance one, ArmConformance another, Reading live, Reading other) {
        String unknown = one.unknown() == null ? another.unknown() : one.unknown();
        if (unknown != null) {
            return unknown;
        }
        if (one.measured() && another.measured()) {
            return null;
        }
        if (!one.measured() && !another.measured()) {
            return "the request has no schema that applies to the answers";
        }
        return "a schema applies to " + (one.measured() ? live : other).arm().label() + " only";
    }

    private static String line(ArmConformance one, ArmConformance another, Reading live, Reading other) {
        if (one.valid() && another.valid()) {
            return "both valid";
        }
        String line =
                live.arm().label() + ": " + one.described() + "; " + other.arm().label() + ": " + another.described();
        return Wording.excerpt(line, Wording.EXPLANATION_LIMIT);
    }
}
