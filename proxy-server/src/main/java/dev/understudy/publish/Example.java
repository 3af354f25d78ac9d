package dev.understudy.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One exchange in which the candidate said something else than live, for people to look at. Texts are pseudonymised by
 * the shadow's policy and cut to {@value Examples#TEXT_LIMIT} characters.
 *
 * @param prompt the last thing the user said; empty when it could not be found
 * @param divergence the largest that any comparator measured for the candidate, 0 to 1
 * @param explanation of that comparator
 * @param control live's second answer, where there was one
 */
public record Example(
        String exchange,
        Instant at,
        String prompt,
        String live,
        String candidate,
        @Nullable String control,
        String comparator,
        double divergence,
        String explanation) {}
