package dev.understudy.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.understudy.config.PolicyConfig.PatternConfig;
import java.util.List;

/** The user's own patterns: RE2's engine takes time linear in the text, whatever the pattern. Thread-safe. */
final class UserPatterns {
    private record Named(String name, Pattern pattern) {}

    private final List<Named> patterns;

    UserPatterns(List<PatternConfig> patterns) {
        this.patterns = patterns.stream()
                .map(pattern -> new Named(pattern.name(), pattern.compiled()))
                .toList();
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    void find(Pass pass) {
        for (Named named : patterns) {
            Matcher matcher = named.pattern().matcher(pass.text());
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    pass.shaped(matcher.start(), matcher.end(), Kind.CUSTOM, named.name());
                }
            }
        }
    }
}
