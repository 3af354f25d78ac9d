package dev.understudy.admin;

import dev.understudy.config.AdminToken.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param token the name of his token; null where none is asked for
 * @param role what he may; null for nobody in particular, who may see what is open
 */
record Caller(@Nullable String token, @Nullable Role role) {
    static final Caller NOBODY = new Caller(null, null);
    /** On a loopback address that has no tokens, whoever gets there. */
    static final Caller LOCAL = new Caller(null, Role.OPERATE);

    boolean operates() {
        return role != null && role.operates();
    }

    boolean seesContent() {
        return role != null && role.seesContent();
    }
}
