package dev.understudy.compare;

import org.jspecify.annotations.Nullable;

/**
 * What somebody who was asked says of a pair of answers, before comparators run: they do no I/O, and a judge is asked over
 * the network. A closed set; immutable.
 */
public sealed interface Opinion {
    /**
     * Which answer is better.
     *
     * @param win of the answer beside live's: 1 when it is preferred, 0.5 for a tie, 0 when live's is
     * @param consistent whether two opinions on the same pair, in both orders, agreed; null when only one was asked for
     * @param words why, in the judge's words; not to be trusted, may quote the answers
     */
    record Preference(double win, @Nullable Boolean consistent, String words) implements Opinion {
        public Preference {
            if (win != 0 && win != 0.5 && win != 1) {
                throw new IllegalArgumentException("win: " + win + " (expected: 0, 0.5 or 1)");
            }
        }
    }

    /** There is none: nobody was asked, or who was asked failed. Never a judgement of the answers. */
    record None(String reason) implements Opinion {}
}
