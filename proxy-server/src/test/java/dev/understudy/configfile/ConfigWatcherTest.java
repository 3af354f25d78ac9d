package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.configfile.ReloadResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigWatcherTest {
    private static final String PROMPTED = ConfigFixture.shadow(
            "candidate:",
            "  upstream: { url: \"https://candidate.example\" }",
            "  system_prompt: { replace: prompt.md }",
            "  credentials: { authorization: \"file:key\" }");

    @TempDir
    Path folder;

    private final List<Loaded> applied = new CopyOnWriteArrayList<>();
    private final List<ReloadResult> results = new CopyOnWriteArrayList<>();
    private ConfigFixture fixture;

    @BeforeEach
    void files() {
        fixture = new ConfigFixture(folder);
        fixture.write("prompt.md", "one");
        fixture.write("key", "Bearer first-secret");
    }

    private ConfigWatcher watcher(String yaml) {
        Loaded first = (Loaded) fixture.load(yaml);
        ConfigFile file = ConfigFixture.file(folder.resolve("understudy.yaml"));
        return new ConfigWatcher(file, first, applied::add, results::add);
    }

    @Test
    void poll_unchanged_doesNothing() {
        ConfigWatcher watcher = watcher(PROMPTED);
        watcher.poll();
        watcher.poll();
        assertThat(results).isEmpty();
    }

    @Test
    void poll_changedFile_isAppliedAtTheSecondLook() {
        ConfigWatcher watcher = watcher(PROMPTED);
        fixture.write("understudy.yaml", PROMPTED + "    sample: { percent: 5 }\n");
        watcher.poll();
        assertThat(applied).isEmpty();
        watcher.poll();
        assertThat(applied)
                .singleElement()
                .extracting(loaded -> loaded.config().shadows().get(0).sample().percent())
                .isEqualTo(5.0);
        assertThat(results)
                .containsExactly(
                        new ReloadResult(Outcome.APPLIED, List.of("shadows[candidate].sample.percent: 100 → 5")));
    }

    @Test
    void poll_fileStillBeingWritten_waits() {
        ConfigWatcher watcher = watcher(PROMPTED);
        for (int written = 10; written < PROMPTED.length(); written += 10) {
            fixture.write("understudy.yaml", PROMPTED.substring(0, written));
            watcher.poll();
        }
        fixture.write("understudy.yaml", PROMPTED);
        watcher.poll();
        assertThat(results).isEmpty();
    }

    @Test
    void poll_changedPrompt_isApplied() {
        ConfigWatcher watcher = watcher(PROMPTED);
        fixture.write("prompt.md", "two");
        watcher.poll();
        watcher.poll();
        assertThat(results)
                .singleElement()
                .extracting(ReloadResult::lines)
                .isEqualTo(List.of("shadows[candidate].candidate.system_prompt.replace.text: one → two"));
    }

    @Test
    void poll_writtenToWhileBeingRead_isReadAgain() {
        String yaml = PROMPTED.replace("replace: prompt.md", "replace: \"${NAME_OF_PROMPT}\"");
        AtomicInteger readings = new AtomicInteger();
        // The name is looked up just before the prompt is read: the second reading finds it written to in between.
        UnaryOperator<String> environment = name -> {
            if (readings.incrementAndGet() == 2) {
                fixture.write("prompt.md", "three");
            }
            return "prompt.md";
        };
        fixture.write("understudy.yaml", yaml);
        ConfigFile file = new ConfigFile(folder.resolve("understudy.yaml"), new TestCapabilities(), environment);
        ConfigWatcher watcher = new ConfigWatcher(file, (Loaded) file.load(), applied::add, results::add);
        fixture.write("prompt.md", "two");
        watcher.poll();
        watcher.poll();
        assertThat(readings).hasValue(2);
        assertThat(results).isEmpty();
        watcher.poll();
        watcher.poll();
        assertThat(results)
                .singleElement()
                .extracting(ReloadResult::lines)
                .isEqualTo(List.of("shadows[candidate].candidate.system_prompt.replace.text: one → three"));
    }

    @Test
    void poll_changedSecret_isAppliedUnseen() {
        ConfigWatcher watcher = watcher(PROMPTED);
        fixture.write("key", "Bearer second-secret");
        watcher.poll();
        watcher.poll();
        assertThat(results)
                .singleElement()
                .extracting(ReloadResult::lines)
                .isEqualTo(List.of("shadows[candidate].candidate.credentials.authorization: *** → *** (changed)"));
    }

    @Test
    void poll_badFile_keepsTheLastGoodOneAndSaysWhy() {
        ConfigWatcher watcher = watcher(PROMPTED);
        fixture.write("understudy.yaml", PROMPTED + "    sampel: {}\n");
        watcher.poll();
        watcher.poll();
        watcher.poll();
        assertThat(applied).isEmpty();
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.refused()).isTrue();
            assertThat(result.lines()).singleElement().asString().contains(":12:5: shadows[0].sampel: unknown key");
        });
    }

    @Test
    void poll_badFileMended_isApplied() {
        ConfigWatcher watcher = watcher(PROMPTED);
        Path prompt = folder.resolve("prompt.md");
        assertThat(prompt.toFile().delete()).isTrue();
        watcher.poll();
        watcher.poll();
        fixture.write("prompt.md", "back");
        watcher.poll();
        watcher.poll();
        assertThat(results).extracting(ReloadResult::outcome).containsExactly(Outcome.REFUSED, Outcome.APPLIED);
    }

    @Test
    void reload_applyFails_isRefusedWithoutSecrets() {
        Loaded first = (Loaded) fixture.load(PROMPTED);
        ConfigWatcher watcher = new ConfigWatcher(
                ConfigFixture.file(folder.resolve("understudy.yaml")),
                first,
                loaded -> {
                    throw new IllegalStateException("cannot use first-secret");
                },
                results::add);
        fixture.write("prompt.md", "two");
        assertThat(watcher.reload().lines()).singleElement().asString().endsWith("cannot use ***");
    }

    @Test
    void reload_sameFile_isUnchanged() {
        assertThat(watcher(PROMPTED).reload().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(applied).isEmpty();
    }

    @Test
    void start_kubernetesSwap_isApplied() throws IOException {
        fixture.write("v1/understudy.yaml", PROMPTED);
        fixture.write("v1/prompt.md", "one");
        fixture.write("v1/key", "Bearer first-secret");
        fixture.write("v2/understudy.yaml", PROMPTED);
        fixture.write("v2/prompt.md", "two");
        fixture.write("v2/key", "Bearer first-secret");
        Path mount = Files.createDirectory(folder.resolve("mount"));
        Files.createSymbolicLink(mount.resolve("..data"), folder.resolve("v1"));
        for (String name : List.of("understudy.yaml", "prompt.md", "key")) {
            Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
        }
        ConfigFile file = ConfigFixture.file(mount.resolve("understudy.yaml"));
        try (ConfigWatcher watcher = new ConfigWatcher(file, (Loaded) file.load(), applied::add, results::add)) {
            watcher.start();
            Files.createSymbolicLink(mount.resolve("..data_tmp"), folder.resolve("v2"));
            Files.move(
                    mount.resolve("..data_tmp"),
                    mount.resolve("..data"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            await().atMost(Duration.ofSeconds(30)).until(() -> !applied.isEmpty());
        }
        assertThat(applied.get(0)
                        .config()
                        .shadows()
                        .get(0)
                        .candidate()
                        .variant()
                        .systemPrompt()
                        .text())
                .isEqualTo("two");
    }
}
