package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.configfile.ConfigLoad.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens to a valid file, it reads as a configuration or as problems with a place; never as an exception. */
final class ConfigMutationTest {
    private static final Path FULL = ConfigFixture.resource("full.yaml");
    private static final Path MUTANT = FULL.resolveSibling("mutant.yaml");
    private static final List<String> ODDITIES = List.of(
            "",
            "~",
            "{",
            "}",
            "[",
            "]",
            ":",
            "- ",
            "'",
            "\"",
            "${",
            "${X}",
            "*a",
            "&a",
            "|",
            ">",
            "\t",
            "#",
            "%",
            "@",
            "!x",
            "-1",
            "0",
            "1e99",
            ".inf",
            "999999999999999999",
            "true",
            "no",
            "null",
            "\u0000",
            "é",
            "😀",
            "\uFEFF",
            "..",
            "/",
            "file:/",
            "0s",
            "1d",
            "inherit",
            "off",
            "<<",
            "---",
            "...",
            "http://",
            "a:b:c",
            "[::1]:1",
            "**");

    @Property(tries = 2000)
    void load_mutatedFile_givesConfigurationOrProblems(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int changes) throws IOException {
        String yaml = Files.readString(FULL);
        for (int i = 0; i < changes; i++) {
            yaml = mutate(yaml, random);
        }
        Files.writeString(MUTANT, yaml);
        check(ConfigFixture.file(MUTANT).load(), yaml);
    }

    private static void check(ConfigLoad load, String yaml) {
        long lines = yaml.lines().count() + 2;
        if (load instanceof Loaded loaded) {
            assertThat(load.problems()).noneMatch(Problem::isError);
            assertThat(MaskedConfig.of(loaded.config(), loaded::mask).isEmpty()).isFalse();
        } else {
            assertThat(load.problems()).anyMatch(Problem::isError);
        }
        assertThat(load.problems()).allSatisfy(problem -> {
            assertThat((long) problem.line()).isBetween(1L, lines);
            assertThat(problem.column()).isPositive();
            assertThat(problem.toString()).doesNotContain("\n", "admin-token-from-file", "sk-live-from-file");
        });
    }

    private static String mutate(String yaml, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> line(yaml, random, Collections::swap);
            case 1 -> line(yaml, random, (lines, from, to) -> lines.remove(from));
            case 2 -> line(yaml, random, (lines, from, to) -> lines.add(to, lines.get(from)));
            case 3 ->
                line(
                        yaml,
                        random,
                        (lines, from, to) -> lines.set(
                                from, " ".repeat(to % 9) + lines.get(from).strip()));
            default -> token(yaml, random);
        };
    }

    private interface LineChange {
        void apply(List<String> lines, int from, int to);
    }

    private static String line(String yaml, Random random, LineChange change) {
        List<String> lines = new ArrayList<>(yaml.lines().toList());
        if (lines.size() < 2) {
            return yaml;
        }
        change.apply(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        return String.join("\n", lines) + "\n";
    }

    private static String token(String yaml, Random random) {
        int from = random.nextInt(yaml.length() + 1);
        int to = Math.min(yaml.length(), from + random.nextInt(12));
        return yaml.substring(0, from) + ODDITIES.get(random.nextInt(ODDITIES.size())) + yaml.substring(to);
    }
}
