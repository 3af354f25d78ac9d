package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/understudy}, with a small jar in the place of ours. */
class LauncherTest {
    @TempDir
    Path folder;

    private Path jar;
    private Path cache;

    /** Stands for the jar's main class. */
    static final class Program {
        public static void main(String[] args) throws InterruptedException {
            System.out.println(String.join("|", args));
            if (args[0].equals("serve")) {
                System.out.println("listening on nothing");
                new CountDownLatch(1).await(); // until the signal
            }
        }
    }

    @BeforeEach
    void makeJar() throws IOException {
        jar = folder.resolve("lib").resolve("understudy.jar");
        cache = folder.resolve("cache");
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        String entry = Program.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream classFile = Program.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            classFile.transferTo(out);
        }
    }

    private Programs.Result understudy(String javaOptions, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Deployment.FOLDER.resolve("bin/understudy").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "UNDERSTUDY_JAR", jar.toString(),
                        "UNDERSTUDY_CACHE", cache.toString(),
                        "UNDERSTUDY_JAVA", javaOptions,
                        "JAVA_HOME", System.getProperty("java.home")));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Programs.Result(process.waitFor(), output);
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }

    private void makeArchive() throws IOException, InterruptedException {
        assertThat(understudy("", "archive")).isEqualTo(new Programs.Result(0, ""));
    }

    @Test
    void command_withoutArchive_isTheJars() throws Exception {
        Programs.Result run = understudy("", "explain", "--request", "a file; with spaces");

        assertThat(run).isEqualTo(new Programs.Result(0, "explain|--request|a file; with spaces\n"));
        assertThat(cache).doesNotExist();
    }

    @Test
    void command_withArchive_takesItsClassesFromThere() throws Exception {
        makeArchive();

        Programs.Result run = understudy("-Xlog:class+load", "explain");

        assertThat(run.exit()).isZero();
        assertThat(run.output().lines().filter(line -> line.contains("LauncherTest$Program source:")))
                .singleElement()
                .asString()
                .contains("shared objects file (top)");
        assertThat(run.output()).contains("\nexplain\n");
    }

    @Test
    void archive_again_isTheOneThatIsThere() throws Exception {
        makeArchive();
        List<Path> first = cached();
        Files.setLastModifiedTime(first.get(0), FileTime.from(Instant.EPOCH));

        makeArchive();

        assertThat(first).hasSize(1);
        assertThat(cached()).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.get(0))).isEqualTo(FileTime.from(Instant.EPOCH));
    }

    @Test
    void archive_ofAnotherJar_isNotUsedAndReplaced() throws Exception {
        makeArchive();
        List<Path> first = cached();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));

        assertThat(understudy("-Xlog:class+load", "explain").output())
                .contains("explain\n")
                .doesNotContain("shared objects file (top)");
        makeArchive();

        assertThat(cached()).hasSize(1).isNotEqualTo(first);
    }

    @Test
    void command_damagedArchive_startsAsIfThereWereNone() throws Exception {
        makeArchive();
        Files.writeString(cached().get(0), "no archive");

        assertThat(understudy("", "explain")).isEqualTo(new Programs.Result(0, "explain\n"));
    }

    @Test
    void archive_isNobodyElses() throws Exception {
        makeArchive();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cached().get(0))))
                .doesNotContain("w-rw", "-w-", "rwxrwx");
    }

    @Test
    void archive_serverThatDoesNotStart_saysWhyAndLeavesNothing() throws Exception {
        Files.writeString(jar, "no jar");

        Programs.Result run = understudy("", "archive");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).startsWith("understudy archive: no archive came of starting a server: ");
        assertThat(cached()).isEmpty();
    }

    @Test
    void archive_folderThatCannotBeMade_isOneLine() throws Exception {
        cache = Path.of("/proc/understudy");
        assumeThat(cache.getParent()).exists();

        Programs.Result run = understudy("", "archive");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("understudy archive: /proc/understudy: cannot be made");
    }

    @Test
    void java_optionsOfTheirOwn_areItsWords() throws Exception {
        assertThat(understudy("-Xmx64m -Xlog:gc+init", "explain").output())
                .contains("Heap Max Capacity: 64M", "explain\n");
    }
}
