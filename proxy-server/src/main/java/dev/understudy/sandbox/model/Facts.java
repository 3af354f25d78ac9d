package dev.understudy.sandbox.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the customer's words say. Null means that they do not say.
 *
 * @param daysAgo days since the purchase
 * @param orders order numbers, in order of mention
 * @param injection tries to talk the model out of its policy
 * @param harmful asks for something no model should help with
 */
record Facts(
        Request request,
        @Nullable Integer daysAgo,
        @Nullable Boolean used,
        @Nullable Boolean opened,
        @Nullable Boolean receipt,
        @Nullable BigDecimal amount,
        List<String> orders,
        boolean injection,
        boolean harmful) {

    /** How clearly a refund is asked for. */
    enum Request {
        CLEAR,
        /** Unhappy, but says nothing of a refund. */
        VAGUE,
        /** Something else. */
        OTHER,
        /** No words that mean anything. */
        NONE
    }

    Facts {
        orders = List.copyOf(orders);
    }

    String order() {
        return orders.isEmpty() ? "" : orders.get(0);
    }
}
