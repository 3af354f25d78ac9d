package dev.understudy.configfile;

import dev.understudy.config.ConfigException;
import java.util.List;

/**
 * The privacy policy of a shadow: {@code anonymize: NAME}, or {@code anonymize: {policy: NAME, i_accept: true}}; the
 * consent may also stand beside it in the shadow.
 *
 * @param accepted the user takes it upon himself that personal data leaves as it is
 */
record Anonymize(String policy, boolean accepted) {
    static final String DEFAULT = "default";
    static final String OFF = "off";
    private static final List<String> POLICIES = List.of(DEFAULT, OFF);

    static Anonymize read(Section shadow) {
        boolean accepted = shadow.flag("i_accept", false);
        if (shadow.take("anonymize") instanceof Value.Mapping) {
            Section section = shadow.sectionOrEmpty("anonymize");
            String policy = section.value("policy", Anonymize::policy, "a policy's name", DEFAULT);
            boolean inner = section.flag("i_accept", false);
            section.finish();
            return new Anonymize(policy, accepted || inner);
        }
        return new Anonymize(shadow.value("anonymize", Anonymize::policy, "a policy's name", DEFAULT), accepted);
    }

    private static String policy(String text) {
        if (!POLICIES.contains(text)) {
            String known = "one of " + String.join(", ", POLICIES);
            boolean planned = text.equals("strict"); // a promise that is not kept is worse than a file that is refused
            throw new ConfigException("", text, planned ? known + "; this build has no strict policy yet" : known);
        }
        return text;
    }
}
