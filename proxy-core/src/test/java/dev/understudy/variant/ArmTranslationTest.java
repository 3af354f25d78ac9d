package dev.understudy.variant;

import static dev.understudy.variant.JsonPatchTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.request.Loss;
import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CandidateConfig.TranslationLoss;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Translation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Candidates that speak another dialect than live. */
class ArmTranslationTest {
    private static final CredentialsConfig KEY = new CredentialsConfig(false, Map.of("x-api-key", "shadow"));
    private static final VariantConfig VARIANT = new VariantConfig(
            "claude",
            new SystemPrompt(SystemPrompt.Mode.APPEND, "Be brief."),
            Map.of("top_k", json("7")),
            List.of(),
            JsonPatchTest.operations("[{'op':'add','path':'/metadata/user_id','value':'patched'}]"));
    private static final String CHAT =
            "{'model':'gpt','temperature':0.5,'messages':[{'role':'system','content':'Be kind.'},{'role':'user','content':'hi'}]";

    private final Dialect chat = Objects.requireNonNull(Dialects.named("openai-chat"));

    @Test
    void candidate_otherDialect_getsItsRequestOnItsOwnWire() {
        Derived.Ready ready = ready(TranslationLoss.IGNORE, null, CHAT + ",'user':'u','stream':true}");

        assertThat(ready.target()).isEqualTo("/v1/messages");
        assertThat(ready.headers().get("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(ready.headers().get("x-api-key")).isEqualTo("shadow");
        assertThat(ready.headers().contains("authorization")).isFalse();
        ObjectNode body = ready.json();
        assertThat(body.path("model").asString()).isEqualTo("claude");
        assertThat(body.path("system").toString()).contains("Be kind.").contains("Be brief.");
        assertThat(body.path("messages")).isEqualTo(json("[{'role':'user','content':[{'type':'text','text':'hi'}]}]"));
        assertThat(body.path("top_k").intValue()).isEqualTo(7);
        assertThat(body.path("metadata").path("user_id").asString()).isEqualTo("patched");
        assertThat(body.path("stream").booleanValue()).isTrue();
        assertThat(body.path("max_tokens").intValue()).isPositive();
        assertThat(body.has("stream_options")).isFalse();
        assertThat(body.has("store")).isFalse();
    }

    @Test
    void candidate_whatTheOtherDialectLacks_isListed() {
        Translation translation = translation(TranslationLoss.IGNORE, CHAT + ",'seed':7,'logit_bias':{'1':2}}");

        assertThat(translation.from()).isEqualTo("openai-chat");
        assertThat(translation.to()).isEqualTo("anthropic-messages");
        assertThat(translation.losses())
                .filteredOn(loss -> loss.kind() == Loss.Kind.DROPPED)
                .extracting(Loss::field)
                .contains("sampling.seed", "extras.logit_bias");
        assertThat(translation.comparable()).isTrue();
    }

    @Test
    void candidate_lossesThatMatter_makeItNotComparable() {
        assertThat(translation(TranslationLoss.NOT_COMPARABLE, CHAT + ",'seed':7}")
                        .comparable())
                .isFalse();
        // The default for max_tokens is an approximation: nothing the client asked for is missing.
        assertThat(translation(TranslationLoss.NOT_COMPARABLE, CHAT + "}").comparable())
                .isTrue();
    }

    @Test
    void candidate_serverTools_areTakenOutBeforeTheyAreTranslated() {
        Derived.Ready ready = ready(TranslationLoss.IGNORE, null, CHAT + ",'web_search_options':{},'store':true}");

        assertThat(ready.notes()).contains("web_search_options", "store");
        assertThat(ready.serverTools()).isEqualTo(1);
        assertThat(Objects.requireNonNull(ready.translation()).losses())
                .extracting(Loss::field)
                .noneMatch(field -> field.contains("web_search") || field.contains("store"));
    }

    @Test
    void candidate_pathOfItsOwn_isAskedThere() {
        assertThat(ready(TranslationLoss.IGNORE, "/proxy/{model}/messages?beta=true", CHAT + "}")
                        .target())
                .isEqualTo("/proxy/claude/messages?beta=true");
    }

    @Test
    void candidate_providerState_isRefusedBeforeItIsTranslated() {
        assertThat(derived(candidate(TranslationLoss.IGNORE, null), CHAT + ",'conversation':'c'}"))
                .isEqualTo(new Derived.Refused(Outcome.SKIPPED_PROVIDER_STATE, "conversation"));
    }

    @Test
    void control_ofATranslatedShadow_asksLiveInItsOwnWords() {
        Derived control = Arms.of(candidate(TranslationLoss.IGNORE, null), Arms.route(null, null))
                .control(request(), json(CHAT + "}").asObject(), chat);

        assertThat(control).isInstanceOfSatisfying(Derived.Ready.class, ready -> {
            assertThat(ready.target()).isEqualTo("/v1/chat/completions");
            assertThat(ready.translation()).isNull();
        });
    }

    private Translation translation(TranslationLoss policy, String body) {
        return Objects.requireNonNull(ready(policy, null, body).translation());
    }

    private Derived.Ready ready(TranslationLoss policy, @Nullable String path, String body) {
        Derived derived = derived(candidate(policy, path), body);
        assertThat(derived).isInstanceOf(Derived.Ready.class);
        return (Derived.Ready) derived;
    }

    private Derived derived(CandidateConfig candidate, String body) {
        return Arms.of(candidate, Arms.route(null, null))
                .candidate(request(), json(body).asObject(), chat);
    }

    private static CandidateConfig candidate(TranslationLoss policy, @Nullable String path) {
        return new CandidateConfig(
                UpstreamConfig.of("https://api.anthropic.com"), KEY, "anthropic-messages", VARIANT, policy, path);
    }

    private static CapturedRequest request() {
        return new CapturedRequest(
                "POST",
                "/v1/chat/completions",
                Headers.of("Content-Type", "application/json", "Authorization", "Bearer client"),
                new byte[0]);
    }
}
