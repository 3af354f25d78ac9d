package dev.understudy.configfile;

import dev.understudy.config.ConfigException;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.PrivacyConfig;
import java.util.Set;
import java.util.TreeSet;

/**
 * The privacy policy of a shadow: {@code anonymize: NAME}, or {@code anonymize: {policy: NAME, i_accept: true}}; the
 * consent may also stand beside it in the shadow.
 *
 * @param accepted the user takes it upon himself that personal data leaves as it is
 */
record Anonymize(PolicyConfig policy, boolean accepted) {
    private static final String EXPECTED = "a policy's name";

    static Anonymize read(Section shadow, PrivacyConfig privacy) {
        Scalars.Parser<PolicyConfig> parser = text -> policy(text, privacy);
        boolean accepted = shadow.flag("i_accept", false);
        if (shadow.take("anonymize") instanceof Value.Mapping) {
            Section section = shadow.sectionOrEmpty("anonymize");
            PolicyConfig policy = section.value("policy", parser, EXPECTED, PolicyConfig.DEFAULT);
            boolean inner = section.flag("i_accept", false);
            section.finish();
            return new Anonymize(policy, accepted || inner);
        }
        return new Anonymize(shadow.value("anonymize", parser, EXPECTED, PolicyConfig.DEFAULT), accepted);
    }

    /** A policy of that name. */
    static PolicyConfig policy(String text, PrivacyConfig privacy) {
        PolicyConfig policy = privacy.policy(text);
        if (policy == null) {
            Set<String> own = new TreeSet<>(privacy.policies().keySet());
            String names = own.isEmpty() ? "" : ", " + String.join(", ", own);
            throw new ConfigException("", text, "one of default, strict, off" + names);
        }
        return policy;
    }
}
