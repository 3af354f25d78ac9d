package dev.understudy.dialect.openai;

import static dev.understudy.testing.SingleQuoted.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.Embeddings;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import dev.understudy.exchange.Headers;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class EmbeddingsTest {
    private final Dialect dialect = new OpenAiEmbeddings();

    @Test
    void response_numbersOrBase64_sameVectors() {
        Completion numbers = parse("""
                {'object':'list','data':[{'index':1,'embedding':[0.5,null,-2]},{'embedding':[1,2],'index':0}],
                 'model':'m','usage':{'prompt_tokens':3,'total_tokens':3}}""");
        // 1.0f, 2.0f in little endian
        Completion base64 =
                parse("{'data':[{'index':0,'embedding':'AACAPwAAAEA='}],'model':'m','usage':{'total_tokens':4}}");

        assertThat(numbers.embeddings().count()).isEqualTo(2);
        assertThat(numbers.embeddings().dimensions()).isEqualTo(2);
        assertThat(numbers.embeddings().vectors().get(0)).containsExactly(1, 2);
        assertThat(numbers.embeddings().vectors().get(1)).containsExactly(0.5f, -2);
        assertThat(numbers.usage().inputTokens()).isEqualTo(3);
        assertThat(numbers.usage().outputTokens()).isZero();
        assertThat(numbers.error()).isNull();
        assertThat(base64.embeddings().vectors().get(0)).containsExactly(1, 2);
        assertThat(base64.usage().inputTokens()).isEqualTo(4);
    }

    @Test
    void response_moreThanIsKept_isCounted() {
        StringBuilder body = new StringBuilder("{\"data\":[");
        for (int i = 0; i < 300; i++) {
            body.append(i == 0 ? "" : ",").append("{\"index\":").append(i).append(",\"embedding\":[");
            body.append("1,".repeat(1023)).append("1]}");
        }
        Embeddings embeddings = parse(body.append("]}").toString()).embeddings();

        assertThat(embeddings.count()).isEqualTo(300);
        assertThat(embeddings.dimensions()).isEqualTo(1024);
        assertThat(embeddings.vectors()).hasSizeBetween(200, 256).allMatch(vector -> vector.length == 1024);
    }

    @Test
    void response_notAList_isAnError() {
        assertThat(parse("{'object':'list'}").error().kind()).isEqualTo(ErrorKind.MALFORMED);
        assertThat(parse("{'data':[{'embedding':'not base64!'}]}").error().kind())
                .isEqualTo(ErrorKind.MALFORMED);
        assertThat(parse("{'data':[{'index':0").error().kind()).isEqualTo(ErrorKind.TRUNCATED);
        assertThat(parse("{'error':{'message':'m','code':'rate_limit_exceeded'}}")
                        .error()
                        .kind())
                .isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(parse("{'data':[]}").embeddings()).isEqualTo(new Embeddings(0, 0, List.of()));
        assertThat(parse("{'data':[7,{'embedding':{'a':1}},{'index':'x'}],'usage':7,'model':{}}")
                        .embeddings()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void request_read_andLeftAsItIs() {
        ObjectNode request = json("{'model':'m','input':['a','b'],'user':'u'}");

        Dialect.RequestFacts facts = dialect.facts("/v1/embeddings", request);
        assertThat(facts.model()).isEqualTo("m");
        assertThat(facts.streamed()).isFalse();
        assertThat(facts.conversationText()).isEqualTo("a");
        assertThat(facts.user()).isEqualTo("u");
        assertThat(dialect.contain(request, false)).isEqualTo(new Containment.Contained(List.of(), 0));
        dialect.requestUsage(request);
        assertThat(request).isEqualTo(json("{'model':'m','input':['a','b'],'user':'u'}"));
        assertThat(dialect.setModel("/openai/deployments/d/embeddings", request, "n"))
                .isEqualTo("/openai/deployments/n/embeddings");
    }

    @Property(tries = 2_000)
    void response_damagedBytes_alwaysGivesACompletion(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] body =
                "{\"data\":[{\"index\":0,\"embedding\":[0.5,1e3]},{\"embedding\":\"AACAPw==\"}],\"usage\":{\"total_tokens\":1}}"
                        .getBytes(UTF_8);
        for (int damage = 1 + random.nextInt(3); damage > 0; damage--) {
            body[random.nextInt(body.length)] =
                    (byte) (random.nextBoolean() ? "{}[]\",:\\0e-".charAt(random.nextInt(11)) : random.nextInt());
        }

        assertThat(dialect.response(200, Headers.EMPTY, body).completion()).isNotNull();
    }

    @Test
    @NeedsRecordedData
    void response_recordedExchanges_understood() {
        List<Recorded.Exchange> exchanges = Recorded.exchanges("embeddings").stream()
                .filter(exchange -> dialect.serves(exchange.method(), exchange.target()))
                .toList();
        assertThat(exchanges).hasSizeGreaterThanOrEqualTo(8);
        for (Recorded.Exchange exchange : exchanges) {
            Completion completion = dialect.response(
                            exchange.status(), Headers.of("content-type", exchange.contentType()), exchange.response())
                    .completion();
            if (exchange.status() >= 400) {
                assertThat(completion.error().kind()).isIn(ErrorKind.INVALID_REQUEST, ErrorKind.NOT_FOUND);
                assertThat(completion.error().message()).isNotBlank();
            } else {
                assertThat(completion.error()).isNull();
                assertThat(completion.embeddings().vectors())
                        .hasSize(completion.embeddings().count());
                assertThat(completion.embeddings().dimensions()).isIn(128, 256, 1024, 1536);
                assertThat(completion.usage().inputTokens()).isPositive();
            }
        }
    }

    private Completion parse(String body) {
        return dialect.response(200, Headers.EMPTY, body.replace('\'', '"').getBytes(UTF_8))
                .completion();
    }
}
