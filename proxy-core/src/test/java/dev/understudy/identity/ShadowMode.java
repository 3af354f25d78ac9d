package dev.understudy.identity;

import dev.understudy.config.BreakerConfig;
import dev.understudy.config.ByteSize;
import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.PatchOperation;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.Variants;
import dev.understudy.testing.WireMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What the shadows do while live must stay the same. */
enum ShadowMode {
    OFF {
        @Override
        void candidate(RawConnection connection) {}
    },
    HEALTHY {
        @Override
        void candidate(RawConnection connection) throws IOException {
            while (true) {
                WireMessage request = connection.readRequest();
                connection.send(RawUpstream.response(
                        200,
                        "{\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\"" + request.body().length
                                + "\"}}]}"));
            }
        }
    },
    HANGING {
        @Override
        void candidate(RawConnection connection) throws IOException {
            connection.awaitEnd();
        }
    },
    NOT_READING {
        @Override
        void candidate(RawConnection connection) throws InterruptedException {
            Thread.currentThread().join();
        }
    },
    RESETTING {
        private final Random random = new Random(1);

        @Override
        void candidate(RawConnection connection) throws IOException {
            if (random.nextBoolean()) {
                connection.readByte();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            }
            connection.reset();
        }
    },
    GARBAGE {
        @Override
        void candidate(RawConnection connection) throws IOException {
            byte[] garbage = new byte[50_000];
            new Random(2).nextBytes(garbage);
            connection.readHead();
            connection.send(garbage);
        }
    },
    MISCONFIGURED {
        @Override
        void candidate(RawConnection connection) throws IOException {
            connection.awaitEnd();
        }
    };

    /** What a candidate does with a connection. */
    abstract void candidate(RawConnection connection) throws Exception;

    /** Adds this mode's shadows. */
    void addTo(TestProxy.Builder proxy, RawUpstream candidate) {
        switch (this) {
            case OFF -> {}
            case HEALTHY, HANGING, NOT_READING, RESETTING, GARBAGE -> {
                proxy.shadow(shadow("one", candidate.url(), VariantConfig.NONE));
                proxy.shadow(shadow("two", candidate.url(), model()));
            }
            case MISCONFIGURED -> {
                proxy.shadow(shadow("no-such-host", "http://nowhere.invalid", VariantConfig.NONE));
                proxy.shadow(shadow("tls-to-plain", candidate.url().replace("http:", "https:"), VariantConfig.NONE));
                proxy.shadow(shadow("patch-that-does-not-fit", candidate.url(), patch()));
            }
        }
    }

    private static VariantConfig model() {
        return Variants.ofModel("other");
    }

    private static VariantConfig patch() {
        PatchOperation remove = new PatchOperation(PatchOperation.Kind.REMOVE, "/not/there", null, null);
        return Variants.ofPatch(List.of(remove));
    }

    private static ShadowConfig shadow(String name, String url, VariantConfig variant) {
        // Small bounds, so that they are met.
        LimitsConfig limits = new LimitsConfig(
                8, 16, null, null, ByteSize.mebibytes(2), ByteSize.mebibytes(1), Duration.ofSeconds(1));
        CandidateConfig candidate =
                new CandidateConfig(UpstreamConfig.of(url), CredentialsConfig.NONE, "same", variant);
        return ShadowConfig.of(name, TestProxy.Builder.ROUTE, candidate)
                .anonymize(PolicyConfig.OFF)
                .limits(limits)
                .breaker(new BreakerConfig(1_000_000, Duration.ofSeconds(1)))
                .controlPercent(50)
                .build();
    }
}
