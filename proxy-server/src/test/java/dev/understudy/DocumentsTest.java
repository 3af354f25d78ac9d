package dev.understudy;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents lead to is there, and what is there is in the documents. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path ARCHITECTURE = ROOT.resolve("docs/ARCHITECTURE.md");
    private static final List<String> MODULES = List.of("proxy-core", "comparators", "proxy-server");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\[]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z0-9]+[A-Za-z0-9]*)`");
    private static final Set<String> PASSED_OVER = Set.of("target", ".git", "node_modules");

    static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return PASSED_OVER.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_ofADocument_leadSomewhere(Path document) throws IOException {
        List<String> broken =
                links(document).filter(link -> !leadsSomewhere(document, link)).toList();
        assertThat(broken).as(document.toString()).isEmpty();
    }

    private static Stream<String> links(Path document) throws IOException {
        return LINK.matcher(prose(document))
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.contains("://"));
    }

    /** Without blocks of code, which may show anything. */
    private static String prose(Path document) throws IOException {
        StringBuilder prose = new StringBuilder();
        boolean code = false;
        for (String line : Files.readAllLines(document)) {
            boolean fence = line.strip().startsWith("```");
            code ^= fence;
            prose.append(code || fence ? "" : line).append('\n');
        }
        return prose.toString();
    }

    private static boolean leadsSomewhere(Path document, String link) {
        int mark = link.indexOf('#');
        String file = mark < 0 ? link : link.substring(0, mark);
        Path target = file.isEmpty() ? document : document.resolveSibling(file);
        return Files.exists(target) && (mark < 0 || anchors(target).contains(link.substring(mark + 1)));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path document) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> times = new HashMap<>();
        try {
            for (String line : prose(document).split("\n")) {
                if (line.matches("#{1,6} .*")) {
                    String slug = line.replaceFirst("^#+ ", "")
                            .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-');
                    int before = times.merge(slug, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? slug : slug + "-" + before);
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(document.toString(), unreadable);
        }
        return anchors;
    }

    @Test
    void documents_allOfThem_areFoundFromTheReadme() throws IOException {
        Set<String> linked = links(ROOT.resolve("README.md"))
                .map(link -> link.replaceFirst("#.*", ""))
                .collect(toCollection(TreeSet::new));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            assertThat(files.map(file -> "docs/" + file.getFileName()).filter(name -> name.endsWith(".md")))
                    .allMatch(linked::contains);
        }
    }

    @Test
    void architecture_packages_areThoseOfTheSource() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String line : Files.readAllLines(ARCHITECTURE)) {
            String[] cells = line.split("\\|");
            if (cells.length == 4 && cells[1].strip().matches("[0-9]*|") && !cells[2].contains("**")) {
                CODE.matcher(cells[2])
                        .results()
                        .map(MatchResult::group)
                        .forEach(name -> named.add(name.replace("`", "")));
            }
        }
        assertThat(named).isEqualTo(packages());
    }

    private static Set<String> packages() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (String module : MODULES) {
            Path root = ROOT.resolve(module).resolve("src/main/java/dev/understudy");
            sources(root)
                    .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
                    .forEach(packages::add);
        }
        packages.remove("");
        return packages;
    }

    private static Stream<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    @Test
    void architecture_classes_areInTheSource() throws IOException {
        Set<String> known = new HashSet<>();
        known.add("ArchitectureTest");
        for (String module : MODULES) {
            sources(ROOT.resolve(module).resolve("src/main/java"))
                    .forEach(file -> known.add(file.getFileName().toString().replace(".java", "")));
        }
        Matcher classes = CLASS.matcher(prose(ARCHITECTURE));
        assertThat(classes.results().map(found -> found.group(1))).isNotEmpty().allMatch(known::contains);
    }
}
