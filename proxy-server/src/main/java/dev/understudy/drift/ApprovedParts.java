package dev.understudy.drift;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.Price;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.fingerprint.PrintKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hashes of what a configuration says: of the candidate, which is what was approved, and of what lies under it. */
final class ApprovedParts {
    private ApprovedParts() {}

    /** Another candidate is another shadow, and needs a baseline of its own. Live's part is not in it: its change is the drift. */
    static String candidate(PrintKey key, ShadowConfig shadow) {
        CandidateConfig candidate = shadow.candidate();
        String text = String.join(
                "\0",
                shadow.route(),
                String.valueOf(shadow.when()),
                candidate.upstream().origin() + candidate.upstream().pathPrefix(),
                candidate.dialect(),
                String.valueOf(candidate.path()),
                variant(candidate.variant()));
        return String.format("%016x", key.of("candidate", text));
    }

    /** What of production the candidate is a patch over. */
    static Set<Long> production(PrintKey key, RouteConfig route) {
        return Set.of(
                key.of(
                        "configuration",
                        "upstream " + route.upstream().origin()
                                + route.upstream().pathPrefix()),
                key.of("configuration", "dialect " + route.dialect()),
                key.of("configuration", "live " + variant(route.live())));
    }

    static Set<Long> prices(PrintKey key, ProxyConfig config) {
        Set<Long> prices = new HashSet<>();
        for (Map.Entry<String, Price> entry : config.prices().entrySet()) {
            prices.add(key.of("prices", entry.getKey() + ' ' + entry.getValue()));
        }
        return prices;
    }

    private static String variant(@Nullable VariantConfig variant) {
        return variant == null || variant.changesNothing() ? "" : variant.toString();
    }
}
