package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.admin.Setting;
import dev.understudy.admin.ShadowOverride;
import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.testing.SteppedClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators override, by a clock of the test's. */
class InForceTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    private static final class Noted implements InForce.Work {
        private final List<ShadowOverride> expired = new CopyOnWriteArrayList<>();

        @Override
        public void take(ProxyConfig before, ProxyConfig next) {}

        @Override
        public void expired(ShadowOverride override) {
            expired.add(override);
        }
    }

    private Loaded loaded() throws Exception {
        Path file = Files.writeString(folder.resolve("understudy.yaml"), """
                listen: 127.0.0.1:0
                routes: [ { name: live, upstream: { url: "http://127.0.0.1:1" } } ]
                shadows: [ { name: s, route: live, candidate: { upstream: { url: "http://127.0.0.1:1" } } } ]
                """);
        return (Loaded) new ConfigFile(file, new BuildCapabilities()).load();
    }

    @Test
    void override_clockIsBehindTheTimer_endsWhenTheClockGetsThere() throws Exception {
        SteppedClock clock = new SteppedClock(NOON);
        Noted work = new Noted();
        try (Ticker ticker = new Ticker()) {
            InForce inForce = new InForce(clock, ticker, loaded(), UnaryOperator.identity(), work);
            inForce.override("s", new Setting.Enabled(false), "ops", Duration.ofMillis(20));
            int looks = clock.looks();
            // The timer was there, and too early by the clock.
            await().until(() -> clock.looks() > looks);
            assertThat(inForce.config().shadows().get(0).enabled()).isFalse();

            clock.step(Duration.ofSeconds(1));
            await().until(() -> work.expired.size() == 1);
            assertThat(inForce.overrides()).isEmpty();
            assertThat(inForce.config().shadows().get(0).enabled()).isTrue();
        }
    }
}
