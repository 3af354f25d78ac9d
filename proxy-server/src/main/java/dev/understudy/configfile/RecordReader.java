package dev.understudy.configfile;

import dev.understudy.config.ByteSize;
import dev.understudy.config.ConfigException;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.PrivacyConfig;
import dev.understudy.config.RecordConfig;
import dev.understudy.config.SampleConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code record} of a route. */
final class RecordReader {
    private RecordReader() {}

    static @Nullable RecordConfig read(Section section, PrivacyConfig privacy) {
        section.require("to", "a folder");
        Path to = section.optional("to", text -> section.context().resolve(Scalars.nonEmpty(text)), "a path");
        double percent = section.number("percent", 100);
        SampleConfig by = section.value("by", ShadowReader::sampleKey, "a sampling key", SampleConfig.ALL);
        var content = section.choice("content", RecordConfig.Content.class, RecordConfig.Content.PSEUDONYMISED);
        PolicyConfig policy =
                section.value("policy", text -> policy(text, privacy), "a policy's name", PolicyConfig.DEFAULT);
        ByteSize maxBytes = section.size("max_bytes", RecordConfig.MAX_BYTES);
        var whenFull = section.choice("when_full", RecordConfig.WhenFull.class, RecordConfig.WhenFull.DROP_OLDEST);
        ByteSize segment = section.size("segment", usualSegment(maxBytes));
        var keepFor = section.optional("keep_for", Scalars::duration, "a duration such as 30d");
        var sync = section.choice("sync", RecordConfig.Sync.class, RecordConfig.Sync.SECOND);
        List<String> headers = section.texts("headers", "a list of names");
        return section.build(() -> new RecordConfig(
                Section.part(to),
                new SampleConfig(percent, by.by(), by.field()),
                content,
                policy,
                maxBytes,
                whenFull,
                segment,
                keepFor,
                sync,
                headers));
    }

    /** A small corpus has smaller segments, so that little goes at once when it is full. */
    private static ByteSize usualSegment(ByteSize maxBytes) {
        long most = maxBytes.bytes() / 8;
        return most >= RecordConfig.SEGMENT.bytes() ? RecordConfig.SEGMENT : new ByteSize(Math.max(4 << 10, most));
    }

    private static PolicyConfig policy(String text, PrivacyConfig privacy) {
        PolicyConfig policy = Anonymize.policy(text, privacy);
        if (policy.isOff()) {
            throw new ConfigException("", text, "a policy that puts pseudonyms in place: nothing else is recorded");
        }
        return policy;
    }
}
