package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.function.Function;

/** One client without the proxy and one through it. Both are always asked the same, in the same order. */
record Twins<C>(C direct, C proxied) {
    static <C> Twins<C> of(Bench bench, Function<String, C> clientOf) {
        return new Twins<>(clientOf.apply(bench.directUrl()), clientOf.apply(bench.proxiedUrl()));
    }

    /** As {@link #of}, on a route without a shadow. */
    static <C> Twins<C> unwatched(Bench bench, Function<String, C> clientOf) {
        return of(bench, url -> clientOf.apply(url + Bench.UNWATCHED));
    }

    /** What both get, which is the same. */
    <T> T same(Function<C, T> call) {
        T expected = call.apply(direct);
        T actual = call.apply(proxied);
        assertThat(actual).isEqualTo(expected).isNotNull();
        return actual;
    }

    void each(Consumer<C> action) {
        action.accept(direct);
        action.accept(proxied);
    }

    /** What both fail with, which is the same. */
    <E extends RuntimeException> E sameFailure(Class<E> kind, Consumer<C> call) {
        E expected = failure(kind, () -> call.accept(direct));
        E actual = failure(kind, () -> call.accept(proxied));
        assertThat(actual).hasSameClassAs(expected).hasMessage(expected.getMessage());
        return actual;
    }

    private static <E extends RuntimeException> E failure(Class<E> kind, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failed) {
            assertThat(failed).isInstanceOf(kind);
            return kind.cast(failed);
        }
        throw new AssertionError("no failure");
    }
}
