package dev.understudy.variant;

import dev.understudy.dialect.Dialect;
import dev.understudy.exchange.Headers;
import dev.understudy.privacy.Pseudonymiser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of a client's head may be kept: as a candidate would get it, without anybody's credentials. */
public final class DisguisedHead {
    private DisguisedHead() {}

    /**
     * The headers that a candidate would get, and others that somebody asked for; no credentials.
     *
     * @param more names
     */
    public static Headers headers(Headers client, Dialect dialect, List<String> more, Pseudonymiser privacy) {
        List<Headers.Field> fields = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of("content-type", "accept"));
        names.addAll(dialect.headersForCandidate());
        names.addAll(more);
        names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .forEach(name -> ArmHeaders.copy(client, name, fields, privacy));
        return Headers.of(fields);
    }

    /** The target without credentials and personal data. */
    public static String target(String target, Pseudonymiser privacy) {
        return Targets.pseudonymised(Targets.withoutCredentials(target), privacy);
    }
}
