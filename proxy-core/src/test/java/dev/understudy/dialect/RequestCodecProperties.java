package dev.understudy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.RequestCodec.Written;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every codec, and everything else that looks into a request, on requests that no provider would take. */
class RequestCodecProperties {
    @Provide
    Arbitrary<OddRequests> dialects() {
        return Arbitraries.of(OddRequests.ALL);
    }

    @Property(tries = 12_000)
    void write_anyOddRequest_asItWas(@ForAll("dialects") OddRequests odd, @ForAll long seed) {
        ObjectNode request = odd.request(seed);
        ObjectNode before = request.deepCopy();

        Written written = odd.codec().write(odd.codec().read(odd.target(), request));

        assertThat(request).isEqualTo(before);
        assertThat(written.losses()).isEmpty();
        if (odd.dialect().equals("gemini")) {
            // Google takes several spellings of the same thing; one is written.
            Written again = odd.codec().write(odd.codec().read(written.target(), written.body()));
            assertThat(again.body()).isEqualTo(written.body());
        } else {
            assertThat(SemanticJson.of(written.body())).as(odd.dialect()).isEqualTo(SemanticJson.of(request));
        }
    }

    @Property(tries = 7_000)
    void write_oddRequestFromElsewhere_neverThrows(@ForAll("dialects") OddRequests odd, @ForAll long seed) {
        GenerationRequest own = odd.codec().read(odd.target(), odd.request(seed));
        GenerationRequest foreign = new GenerationRequest(
                "elsewhere",
                own.model(),
                own.streamed(),
                own.turns(),
                own.tools(),
                own.toolChoice(),
                own.parallelToolCalls(),
                own.outputFormat(),
                own.sampling(),
                own.reasoning(),
                own.user(),
                own.extras());

        Written written = odd.codec().write(foreign);

        assertThat(written.body().get(odd.turns())).isInstanceOf(ArrayNode.class);
        assertThat(odd.codec().read(odd.target(), written.body()).turns()).isNotNull();
    }

    /** What one dialect does not understand must not upset another. */
    @Property(tries = 5_000)
    void write_oddRequestInAnotherDialect_neverThrows(
            @ForAll("dialects") OddRequests odd, @ForAll("dialects") OddRequests other, @ForAll long seed) {
        Written written = other.codec().write(odd.codec().read(odd.target(), odd.request(seed)));

        assertThat(written.body().get(other.turns())).isInstanceOf(ArrayNode.class);
    }

    @Property(tries = 5_000)
    void factsAndContain_anyOddRequest_neverThrow(
            @ForAll("dialects") OddRequests odd, @ForAll long seed, @ForAll boolean sameOrigin) {
        Dialect dialect = Objects.requireNonNull(Dialects.named(odd.dialect()));
        ObjectNode request = odd.request(seed);

        assertThat(dialect.facts(odd.target(), request).conversationText()).isNotNull();
        assertThat(dialect.contain(request, sameOrigin)).isNotNull();
        dialect.requestUsage(request);
    }
}
