package dev.understudy.corpus;

import dev.understudy.config.RouteConfig;
import dev.understudy.config.VariantConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells whether live is still configured as it was when a corpus was recorded: a hash of everything of a route that decides live's
 * answers (where it is, its dialect, the live variant) and of nothing else. The same in every process.
 */
public final class ProductionFingerprint {
    private static final int LENGTH = 16;

    private ProductionFingerprint() {}

    /** Of that route as it is configured now. */
    public static String of(RouteConfig route) {
        VariantConfig live = route.live();
        String[] parts = {
            route.upstream().origin() + route.upstream().pathPrefix(),
            String.valueOf(route.dialect()),
            live == null || live.changesNothing() ? "-" : live.toString()
        };
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            // With its length, so that no value can pose as two.
            text.append(part.length()).append(':').append(part).append('\n');
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
