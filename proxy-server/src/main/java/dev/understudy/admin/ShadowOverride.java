package dev.understudy.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something an operator set over the file, and still holds.
 *
 * @param file what the file says instead
 * @param by his token's name, or his address where there are no tokens
 * @param until when it ends by itself; null for when somebody ends it
 */
public record ShadowOverride(
        String shadow,
        Setting setting,
        Setting file,
        String by,
        Instant at,
        @Nullable Instant until) {}
