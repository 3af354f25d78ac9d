package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.assembly.ReloadStorm.Result;
import dev.understudy.assembly.ReloadStorm.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReloadStormTest {
    @TempDir
    Path folder;

    /** Before each reload some more requests have been answered: so every configuration serves some. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void reloads_underTraffic_failAndAlterNoRequest(Way way) throws Exception {
        try (ReloadStorm storm = new ReloadStorm(folder, way)) {
            AtomicLong answered = new AtomicLong();
            Result result = storm.run(40, Duration.ZERO, () -> {
                boolean more = storm.requests() >= answered.get() + 4;
                if (more) {
                    answered.set(storm.requests());
                }
                return more;
            });

            assertThat(result.applied()).isEqualTo(40);
            assertThat(result.requests()).isGreaterThanOrEqualTo(160);
            assertThat(result.failed()).isZero();
            assertThat(result.altered()).isZero();
            assertThat(result.mirrored()).isPositive();
        }
    }
}
