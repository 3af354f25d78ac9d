package dev.understudy.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.ConfigException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in docs/COMPARATORS.md, letter by letter: compiled, found as a service, and used. */
class DocumentedExampleTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "COMPARATORS.md");
    private static final String NAME = "GreetingComparatorFactory";
    private static final String IMPORTS = """
            import dev.understudy.compare.*;
            import dev.understudy.config.ComparatorConfig;
            import dev.understudy.exchange.*;
            import java.util.*;
            import dev.understudy.compare.Comparator;
            """;

    @TempDir
    Path folder;

    private static String example() throws IOException {
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf("```java\npublic final class " + NAME);
        assertThat(start).as("the example").isPositive();
        return document.substring(start + "```java\n".length(), document.indexOf("\n```", start));
    }

    private void compile() throws IOException {
        Path source = Files.writeString(folder.resolve(NAME + ".java"), IMPORTS + example());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source))
                            .call())
                    .isTrue();
        }
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ComparatorFactory.class.getName()), NAME);
    }

    @Test
    void example_compiledAndOnTheClassPath_isAComparator() throws IOException {
        compile();
        URL[] path = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
            ComparatorFactory factory = ServiceLoader.load(ComparatorFactory.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(each -> each.name().equals("greeting"))
                    .findFirst()
                    .orElseThrow();
            Comparator greeting = factory.create(Answers.config("greeting", "{'words': ['Hello', 'Hi']}"));
            Comparison comparison =
                    greeting.compare(Answers.REQUEST, Answers.live("Hello there."), Answers.candidate("No."));
            assertThat(comparison.explanation()).isEqualTo("only one greets");
            assertThat(comparison.live()).containsEntry("greets", 1.0);
            assertThatThrownBy(() -> factory.create(Answers.config("greeting", "{'wrods': []}")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("did you mean words?");
        }
    }
}
