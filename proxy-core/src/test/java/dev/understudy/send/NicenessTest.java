package dev.understudy.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("renice")
class NicenessTest {
    /** Fields of /proc/…/stat behind the command's parenthesis (proc(5)): the 19th of all is the nice value. */
    private static final int NICE_BEHIND_COMMAND = 16;

    static boolean renice() {
        return Files.isExecutable(Path.of("/usr/bin/renice")) && Files.isSymbolicLink(Path.of("/proc/thread-self"));
    }

    @Test
    void applyToThisThread_onItsOwnThread_changesThatOneAlone() throws Exception {
        int before = nice(Path.of("/proc/thread-self"));
        Gate begun = new Gate();
        Gate seen = new Gate();
        AtomicReference<Path> self = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                self.set(Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self"))));
                begun.open();
                Niceness.WORKER.applyToThisThread();
                seen.await();
            } catch (Exception unexpected) {
                throw new IllegalStateException(unexpected);
            }
        });
        thread.start();
        begun.await();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(nice(self.get())).isEqualTo(5));
        assertThat(nice(Path.of("/proc/thread-self"))).isEqualTo(before);
        seen.open();
        thread.join();
    }

    private static int nice(Path thread) throws Exception {
        String stat = Files.readString(thread.resolve("stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE_BEHIND_COMMAND]);
    }
}
