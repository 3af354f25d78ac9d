package dev.understudy.variant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymisers;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 6 outside of the body: what of a head goes to a candidate. */
class ArmPrivacyTest {
    private static final CredentialsConfig OWN =
            new CredentialsConfig(false, Map.of("authorization", "Bearer sk-proj-candidatecandidate0123456789"));
    private static final String PERSON = "jane.roe@corp.example.net";

    private final Dialect dialect = Dialects.named("openai-chat");
    private final Pseudonymiser privacy = Pseudonymisers.of(Pseudonymisers.DEFAULT, "key");

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions?owner=jane.roe@corp.example.net",
        "/v1/chat/completions?owner=jane.roe%40corp.example.net&a=1",
        "/v1/chat/completions?jane.roe@corp.example.net",
        "/v1/chat/completions?jane.roe%40corp.example.net=1",
        "/v1/chat/completions?q=call+me+at+%2B1%20202-555-0143",
        "/v1/chat/completions?ssn=219-09-9999&x",
        "/v1/chat/completions?user=Jane%20Roe",
        "/v1/chat/completions?user_id=Roe-4711",
        "/tenants/jane.roe@corp.example.net/v1/chat/completions",
        "/tenants/jane%2Eroe%40corp.example.net/v1/chat/completions?api-version=1",
        "/card/4111%201111%201111%201111/v1/chat/completions",
    })
    void candidate_personInTheTarget_isAPseudonym(String target) {
        String sent = target(target, CredentialsConfig.NONE, Arms.ELSEWHERE);

        assertThat(java.net.URLDecoder.decode(sent, UTF_8))
                .doesNotContain(PERSON, "202-555-0143", "219-09-9999", "Jane", "Roe", "4111 1111");
        assertThat(sent.split("/")).hasSameSizeAs(target.split("/"));
        assertThat(sent.split("&")).hasSameSizeAs(target.split("&"));
        assertThat(URI.create(sent).getRawPath()).endsWith("/v1/chat/completions");
        assertThat(target(sent, CredentialsConfig.NONE, Arms.ELSEWHERE)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/openai/deployments/gpt-4o-2024-08-06/chat/completions?api-version=2024-10-21-preview",
                "/v1/models/ft:gpt-4o:bad::abc1/chat/completions",
                "/v1/8f14e45fceea167a5a36dedd4bea2543/gateway/openai/chat/completions?a=%zz&&b=&=c",
                "//v1///chat/completions?x=%E2%82%AC+%2f",
                "/chat/completions?",
                "/v1/projects/4111111111111111/locations/us/endpoints/4111111111111111:generateContent",
                "/v1/projects/my-project-123456/locations/europe-west4/chat/completions",
            })
    void candidate_nobodyInTheTarget_itStaysByteForByte(String target) {
        assertThat(target(target, CredentialsConfig.INHERIT, Arms.LIVE)).isEqualTo(target);
    }

    @Test
    void candidate_inheritedCredentialInTheQuery_isNoPersonalData() {
        String target = "/v1/chat/completions?key=AIzaSyA1234567890abcdefghijklmnopqrstuv&user=Jane";

        assertThat(target(target, CredentialsConfig.INHERIT, Arms.LIVE))
                .startsWith("/v1/chat/completions?key=AIzaSyA1234567890abcdefghijklmnopqrstuv&user=pseudo-");
    }

    @Test
    void candidate_personInAListedHeader_isAPseudonym() {
        Headers sent = derived(
                        Headers.of(
                                "Content-Type", "application/json; profile=\"" + PERSON + "\"",
                                "Accept", "text/event-stream",
                                "Accept", "text/x; owner=" + PERSON,
                                "OpenAI-Beta", "assistants=v2; contact=" + PERSON,
                                "From", PERSON),
                        "/v1/chat/completions",
                        OWN,
                        Arms.ELSEWHERE)
                .headers();

        assertThat(sent.fields()).extracting(Headers.Field::name).doesNotContain("From");
        assertThat(sent.fields()).noneMatch(field -> field.value().contains("roe"));
        assertThat(sent.get("openai-beta")).matches("assistants=v2; contact=person-[a-z0-9]+@example\\.com");
        assertThat(sent.get("authorization")).isEqualTo("Bearer sk-proj-candidatecandidate0123456789");
        assertThat(sent.get("accept")).isEqualTo("text/event-stream");
    }

    @Test
    void candidate_inheritedCredentials_arePassedOnAsTheyAre() {
        Headers sent = derived(
                        Headers.of("Authorization", "Bearer sk-proj-clientclientclient0123456789"),
                        "/v1/chat/completions",
                        CredentialsConfig.INHERIT,
                        Arms.LIVE)
                .headers();

        assertThat(sent.get("authorization")).isEqualTo("Bearer sk-proj-clientclientclient0123456789");
    }

    @Test
    void candidate_policyOff_leavesTheHeadAlone() {
        CapturedRequest request = request(Headers.of("Accept", PERSON), "/v1/chat/completions?u=" + PERSON);

        Derived.Ready ready =
                (Derived.Ready) Arms.of(Arms.candidate(Arms.ELSEWHERE, OWN, VariantConfig.NONE), Pseudonymiser.OFF)
                        .candidate(request, Json.newObject(), dialect);

        assertThat(ready.target()).isEqualTo(request.target());
        assertThat(ready.headers().get("accept")).isEqualTo(PERSON);
    }

    @Test
    void control_head_isLivesOwn() {
        CapturedRequest request = request(Headers.of("Accept", PERSON), "/v1/chat/completions?u=" + PERSON);

        Derived.Ready ready = (Derived.Ready) Arms.of(Arms.candidate(Arms.ELSEWHERE, OWN, VariantConfig.NONE), privacy)
                .control(request, Json.newObject(), dialect);

        assertThat(ready.target()).isEqualTo(request.target());
        assertThat(ready.headers().get("accept")).isEqualTo(PERSON);
    }

    private String target(String target, CredentialsConfig credentials, String upstream) {
        return derived(Headers.EMPTY, target, credentials, upstream).target();
    }

    private Derived.Ready derived(Headers client, String target, CredentialsConfig credentials, String upstream) {
        return (Derived.Ready) Arms.of(Arms.candidate(upstream, credentials, VariantConfig.NONE), privacy)
                .candidate(request(client, target), Json.newObject(), dialect);
    }

    private static CapturedRequest request(Headers headers, String target) {
        return new CapturedRequest("POST", target, headers, new byte[0]);
    }
}
