package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ConfigLoad.Loaded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes configuration files into a folder and reads them. */
final class ConfigFixture {
    static final Map<String, String> ENVIRONMENT = Map.of(
            "CANDIDATE_KEY", "sk-candidate-123", "SAMPLING_KEY", "sampling-secret", "PERCENT", "25", "EMPTY", "");

    static final String MINIMAL = """
            listen: 127.0.0.1:8080
            routes:
              - name: openai
                upstream: { url: "https://api.openai.com" }
            """;

    final Path folder;

    ConfigFixture(Path folder) {
        this.folder = folder;
    }

    static Path resource(String name) {
        try {
            return Path.of(ConfigFixture.class.getResource("/config/" + name).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ConfigFile file(Path path) {
        return new ConfigFile(path, new TestCapabilities(), ENVIRONMENT::get);
    }

    void write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ConfigLoad load(String yaml) {
        write("understudy.yaml", yaml);
        return file(folder.resolve("understudy.yaml")).load();
    }

    ProxyConfig config(String yaml) {
        ConfigLoad load = load(yaml);
        assertThat(load).as("%s", load.problems()).isInstanceOf(Loaded.class);
        return ((Loaded) load).config();
    }

    /** The problems without the folder before them: {@code understudy.yaml:3:7: …}. */
    List<String> problems(String yaml) {
        return load(yaml).problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    /** A file with one route and one shadow, whose further lines (indented by four) are given. */
    static String shadow(String... lines) {
        StringBuilder yaml = new StringBuilder(MINIMAL).append("shadows:\n  - name: candidate\n    route: openai\n");
        boolean ownCandidate = false;
        for (String line : lines) {
            ownCandidate |= line.startsWith("candidate:");
            yaml.append("    ").append(line).append('\n');
        }
        if (!ownCandidate) {
            yaml.append("    candidate: { upstream: { url: \"https://candidate.example\" } }\n");
        }
        return yaml.toString();
    }
}
