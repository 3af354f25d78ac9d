package dev.understudy.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files that are shipped. */
final class Deployment {
    static final Path FOLDER =
            Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    static final Path PROJECT = FOLDER.resolve("..").normalize();

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private Deployment() {}

    /** Every shipped file with that ending, tests and build results left out. */
    static List<Path> files(String... endings) {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            !file.startsWith(FOLDER.resolve("src")) && !file.startsWith(FOLDER.resolve("target")))
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static JsonNode yaml(String file) {
        return YAML.readTree(text(file));
    }

    /** A YAML file of the tests. */
    static JsonNode resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Deployment.class.getResourceAsStream(name), name)) {
            return YAML.readTree(stream);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static JsonNode parse(Path file) {
        try {
            String text = Files.readString(file);
            return file.toString().endsWith(".json") ? JsonMapper.shared().readTree(text) : YAML.readTree(text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
