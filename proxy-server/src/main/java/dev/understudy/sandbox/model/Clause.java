package dev.understudy.sandbox.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A condition that a policy puts on refunds. */
sealed interface Clause {
    /** Whether a condition holds, as far as the facts tell. */
    enum Holds {
        YES,
        NO,
        UNKNOWN
    }

    Holds check(Facts facts);

    /** Why a refund is denied by it: "the purchase was more than 30 days ago". */
    String objection();

    /** What to ask for when it is unknown: "when you bought it". */
    String question();

    private static Holds not(@Nullable Boolean fact) {
        return fact == null ? Holds.UNKNOWN : fact ? Holds.NO : Holds.YES;
    }

    /** Bought no longer ago than that. */
    record WithinDays(int days) implements Clause {
        @Override
        public Holds check(Facts facts) {
            Integer ago = facts.daysAgo();
            return ago == null ? Holds.UNKNOWN : ago <= days ? Holds.YES : Holds.NO;
        }

        @Override
        public String objection() {
            return "the purchase was more than " + days + " days ago";
        }

        @Override
        public String question() {
            return "when you bought it";
        }
    }

    /** Not used. */
    record Unused() implements Clause {
        @Override
        public Holds check(Facts facts) {
            return not(facts.used());
        }

        @Override
        public String objection() {
            return "the item has been used";
        }

        @Override
        public String question() {
            return "whether the item has been used";
        }
    }

    /** Not opened, which includes not used. */
    record Unopened() implements Clause {
        @Override
        public Holds check(Facts facts) {
            return Boolean.TRUE.equals(facts.used()) ? Holds.NO : not(facts.opened());
        }

        @Override
        public String objection() {
            return "the item is no longer in its sealed packaging";
        }

        @Override
        public String question() {
            return "whether the packaging has been opened";
        }
    }

    /** Bought with a receipt that is still there. */
    record Receipt() implements Clause {
        @Override
        public Holds check(Facts facts) {
            Boolean receipt = facts.receipt();
            return receipt == null ? Holds.UNKNOWN : receipt ? Holds.YES : Holds.NO;
        }

        @Override
        public String objection() {
            return "there is no receipt for the purchase";
        }

        @Override
        public String question() {
            return "whether you have the receipt";
        }
    }

    /** No dearer than that; an unnamed amount is taken to be small. {@code escalates}: dearer goes to a person. */
    record AmountUpTo(BigDecimal limit, boolean escalates) implements Clause {
        @Override
        public Holds check(Facts facts) {
            BigDecimal amount = facts.amount();
            return amount == null || amount.compareTo(limit) <= 0 ? Holds.YES : Holds.NO;
        }

        @Override
        public String objection() {
            return "the amount is above $" + limit.toPlainString();
        }

        @Override
        public String question() {
            return "how much you paid";
        }
    }
}
