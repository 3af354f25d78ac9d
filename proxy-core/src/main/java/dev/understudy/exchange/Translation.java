package dev.understudy.exchange;

import dev.understudy.canonical.request.Loss;
import java.util.List;

/**
 * How a request was carried over to a candidate that speaks another dialect. Immutable.
 *
 * @param from the client's dialect
 * @param to the candidate's dialect
 * @param losses what could not be carried over as it was, in the order of the request; never content
 * @param comparable false when something was dropped and the shadow wants no judgement of answers to such a request
 */
public record Translation(String from, String to, List<Loss> losses, boolean comparable) {
    public Translation {
        losses = List.copyOf(losses);
    }
}
