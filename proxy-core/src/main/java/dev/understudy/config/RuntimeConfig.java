package dev.understudy.config;

import java.time.Duration;

/**
 * How the process itself runs. Read at start; changes need a restart.
 *
 * @param liveLoops event loops for live traffic; 0 for one per processor
 * @param shadowLoops event loops for candidate and control calls; 0 for one per four processors
 * @param workers threads that prepare and compare; 0 for one per two processors
 * @param drain how long running requests may take after SIGTERM
 */
public record RuntimeConfig(Transport transport, int liveLoops, int shadowLoops, int workers, Duration drain) {
    /** Netty transports. AUTO is epoll where it is there, else NIO. */
    public enum Transport {
        AUTO,
        EPOLL,
        IO_URING,
        NIO
    }

    public static final RuntimeConfig DEFAULT = new RuntimeConfig(Transport.AUTO, 0, 0, 0, Duration.ofSeconds(30));

    public RuntimeConfig {
        ConfigException.check(liveLoops >= 0, "live_loops", liveLoops, "0 or more");
        ConfigException.check(shadowLoops >= 0, "shadow_loops", shadowLoops, "0 or more");
        ConfigException.check(workers >= 0, "workers", workers, "0 or more");
        ConfigException.check(!drain.isNegative(), "drain", drain, "0 or more");
        int processors = Runtime.getRuntime().availableProcessors();
        liveLoops = liveLoops == 0 ? processors : liveLoops;
        shadowLoops = shadowLoops == 0 ? Math.max(1, processors / 4) : shadowLoops;
        workers = workers == 0 ? Math.max(1, processors / 2) : workers;
    }
}
