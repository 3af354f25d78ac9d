package dev.understudy.configfile;

import dev.understudy.config.ConfigException;
import dev.understudy.config.NamesConfig;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.PolicyConfig.Detector;
import dev.understudy.config.PolicyConfig.DictionaryConfig;
import dev.understudy.config.PolicyConfig.Media;
import dev.understudy.config.PolicyConfig.PatternConfig;
import dev.understudy.config.PrivacyConfig;
import dev.understudy.configfile.BoundedFiles.Unreadable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code privacy}: the key of the pseudonyms and the user's own policies. */
final class PrivacyReader {
    private PrivacyReader() {}

    static PrivacyConfig read(Section root) {
        Section section = root.section("privacy");
        if (section == null) {
            return PrivacyConfig.DEFAULT;
        }
        String key = section.secret("key");
        Duration rotate = section.optional("rotate", Scalars::duration, "a duration such as 30d");
        Map<String, PolicyConfig> policies = policies(section);
        PrivacyConfig privacy = section.build(() -> new PrivacyConfig(key, rotate, policies));
        return privacy == null ? PrivacyConfig.DEFAULT : privacy;
    }

    private static Map<String, PolicyConfig> policies(Section privacy) {
        Map<String, PolicyConfig> policies = new LinkedHashMap<>();
        Section section = privacy.section("policies");
        if (section != null) {
            for (String name : section.names()) {
                Section policy = section.section(name);
                PolicyConfig read = policy == null ? null : policy(policy, name);
                if (read != null) {
                    policies.put(name, read);
                }
            }
            section.finish();
        }
        return policies;
    }

    private static @Nullable PolicyConfig policy(Section section, String name) {
        PolicyConfig base = section.value("base", PolicyConfig::builtIn, "a policy", PolicyConfig.DEFAULT);
        Set<Detector> detect = EnumSet.noneOf(Detector.class);
        detect.addAll(base.detect());
        detect.addAll(detectors(section, "add"));
        detectors(section, "remove").forEach(detect::remove);
        Media media = section.choice("media", Media.class, Media.SKIP);
        List<PatternConfig> patterns = section.sections("patterns").stream()
                .map(PrivacyReader::pattern)
                .filter(pattern -> pattern != null)
                .map(Section::part)
                .toList();
        List<DictionaryConfig> dictionaries = section.sections("dictionaries").stream()
                .map(PrivacyReader::dictionary)
                .filter(dictionary -> dictionary != null)
                .map(Section::part)
                .toList();
        List<String> regions = section.has("phone_regions")
                ? section.texts("phone_regions", "a list of countries, such as [US, DE]")
                : base.phoneRegions();
        NamesConfig names = names(section);
        if (names != null) {
            detect.add(Detector.NAME);
        }
        return section.build(() -> new PolicyConfig(name, detect, media, patterns, dictionaries, regions, names));
    }

    /** The model is opened at once, so that one that cannot be used is refused here, and not by the first request. */
    private static @Nullable NamesConfig names(Section policy) {
        Section section = policy.section("names");
        if (section == null) {
            return null;
        }
        section.require("model", "a folder");
        Path model = section.optional("model", text -> section.context().resolve(Scalars.nonEmpty(text)), "a path");
        int characters = section.integer("characters", NamesConfig.CHARACTERS);
        boolean lists = section.flag("lists", false);
        return section.build(() -> {
            NamesConfig names = new NamesConfig(Section.part(model), characters, lists);
            section.context().capabilities.checkNames(names);
            return names;
        });
    }

    private static List<Detector> detectors(Section section, String key) {
        Scalars.Parser<Detector> parser = Scalars.oneOf(Detector.class);
        ScalarReader scalars = new ScalarReader(section.context());
        return section.list(key, "a list of detectors", (at, value) -> scalars.read(at, value, parser, "a detector"));
    }

    private static @Nullable PatternConfig pattern(Section section) {
        section.require("name", "a name");
        section.require("match", "a pattern of RE2");
        String name = section.text("name");
        String match = section.text("match");
        return section.build(() -> new PatternConfig(Section.part(name), Section.part(match)));
    }

    private static @Nullable DictionaryConfig dictionary(Section section) {
        section.require("name", "a name");
        String name = section.text("name");
        List<String> file = section.optional("file", path -> lines(section, path), "a file with a word or more a line");
        List<String> words = section.has("words") ? section.texts("words", "a list of words") : null;
        if (section.sound() && (file == null) == (words == null)) {
            section.error("", (file == null ? "neither" : "both") + " of file and words", "one of them");
        }
        section.finish();
        return section.make(() -> new DictionaryConfig(Section.part(name), file == null ? Section.part(words) : file));
    }

    private static List<String> lines(Section section, String path) {
        try {
            return section.context()
                    .textOf(Scalars.nonEmpty(path))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                    .toList();
        } catch (Unreadable unreadable) {
            throw new ConfigException("", path + ": " + unreadable.problem(), "a text file");
        }
    }
}
