package dev.understudy.variant;

import static dev.understudy.testing.SingleQuoted.json;
import static dev.understudy.variant.Arms.ELSEWHERE;
import static dev.understudy.variant.Arms.LIVE;
import static dev.understudy.variant.Arms.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.testing.Variants;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ArmRequestsTest {
    private static final CredentialsConfig OWN = new CredentialsConfig(false, Map.of("authorization", "Bearer shadow"));
    private static final Headers CLIENT = Headers.of(
            "Host", "proxy",
            "Content-Type", "application/json; charset=utf-8",
            "Accept", "text/event-stream",
            "Accept-Encoding", "gzip, br",
            "Authorization", "Bearer client",
            "api-key", "k1",
            "X-Api-Key", "k2",
            "x-goog-api-key", "k3",
            "Cookie", "session=1",
            "OpenAI-Organization", "org",
            "OpenAI-Project", "proj",
            "OpenAI-Beta", "assistants=v2",
            "Idempotency-Key", "once",
            "Connection", "keep-alive, X-Hop",
            "X-Hop", "1",
            "Content-Encoding", "gzip",
            "Content-Length", "2",
            "X-Custom", "yes");

    private static final VariantConfig LIVE_VARIANT = new VariantConfig(
            null,
            new SystemPrompt(SystemPrompt.Mode.APPEND, "LIVE"),
            Map.of("store", JsonPatchTest.json("true")),
            List.of(),
            JsonPatchTest.operations("[{'op':'add','path':'/model','value':'live-patched'}]"));

    private final Dialect dialect = Dialects.named("openai-chat");

    @Test
    void candidate_everything_inTheDocumentedOrder() {
        Map<String, JsonNode> set = new LinkedHashMap<>();
        set.put("temperature", JsonPatchTest.json("0.2"));
        set.put("response_format.type", JsonPatchTest.json("'json_object'"));
        VariantConfig variant = new VariantConfig(
                "gpt-5-mini",
                new SystemPrompt(SystemPrompt.Mode.REPLACE, "NEW"),
                set,
                List.of("logit_bias", "absent", "a.b"),
                JsonPatchTest.operations(
                        "[{'op':'test','path':'/model','value':'gpt-5-mini'},{'op':'test','path':'/temperature','value':0.2},"
                                + "{'op':'test','path':'/stream_options/include_usage','value':true},"
                                + "{'op':'add','path':'/metadata/shadow','value':'1'}]"));
        ObjectNode body =
                json("{'model':'gpt-4o','messages':[{'role':'system','content':'old'},{'role':'user','content':"
                        + "'u'}],'stream':true,'store':true,'temperature':1,'logit_bias':{},'a':{'b':1,'c':2},'metadata':{'k':'v'},"
                        + "'tools':[{'type':'web_search'}],'unknown_field':{'kept':[1.10]}}");
        ObjectNode before = body.deepCopy();

        Derived.Ready ready = ready(candidate(ELSEWHERE, OWN, variant), request("/v1/chat/completions"), body);

        assertThat(Json.object(ready.body()))
                .isEqualTo(json("{'model':'gpt-5-mini','messages':[{'role':'system','content':'NEW'},{'role':'user',"
                        + "'content':'u'}],'stream':true,'store':false,'temperature':0.2,'a':{'c':2},'metadata':{'k':'v',"
                        + "'shadow':'1'},'unknown_field':{'kept':[1.10]},'response_format':{'type':'json_object'},"
                        + "'stream_options':{'include_usage':true}}"));
        assertThat(ready.body()).isEqualTo(Json.bytes(ready.json()));
        assertThat(ready.notes()).containsExactly("store", "tools[0] web_search");
        assertThat(ready.method()).isEqualTo("POST");
        assertThat(body).isEqualTo(before);
    }

    @Test
    void candidate_headers_onlyWhatIsOnTheList() {
        Derived.Ready ready =
                ready(candidate(ELSEWHERE, OWN, VariantConfig.NONE), request("/v1/chat/completions"), json("{}"));

        assertThat(ready.headers())
                .isEqualTo(Headers.of(
                        "content-type", "application/json; charset=utf-8",
                        "Accept", "text/event-stream",
                        "OpenAI-Beta", "assistants=v2",
                        "authorization", "Bearer shadow",
                        "x-understudy-shadow", "refund-v2"));
    }

    @Test
    void candidate_inherit_onlyAtTheSameOrigin() {
        Derived.Ready same = ready(
                candidate(LIVE + ":443/prefix", CredentialsConfig.INHERIT, VariantConfig.NONE),
                request("/v1/chat/completions?key=secret"),
                json("{}"));
        Derived.Ready other = ready(
                candidate(ELSEWHERE, CredentialsConfig.INHERIT, VariantConfig.NONE),
                request("/v1/chat/completions?key=secret"),
                json("{}"));

        assertThat(same.headers().get("authorization")).isEqualTo("Bearer client");
        assertThat(same.headers().get("openai-project")).isEqualTo("proj");
        assertThat(same.target()).isEqualTo("/v1/chat/completions?key=secret");
        assertThat(other.headers().fields().toString())
                .doesNotContain("client", "k1", "k2", "k3", "session", "org", "proj");
        assertThat(other.target()).isEqualTo("/v1/chat/completions");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/bedrock/aws4_request,/model/m/converse",
        "Bearer x,/model/m/converse?X-Amz-Credential=c&X-Amz-Signature=s",
    })
    void signedRequest_isAskedAgainWithOwnCredentialsOnly(String authorization, String target) {
        CapturedRequest signed = new CapturedRequest(
                "POST", target, Headers.of("authorization", authorization, "x-amz-date", "d"), new byte[0]);
        Dialect converse = Dialects.named("bedrock-converse");
        Derived.Refused refused =
                new Derived.Refused(Outcome.SKIPPED_SIGNED, "the client's signature fits its own request only");

        ArmRequests inherits = arms(candidate(LIVE, CredentialsConfig.INHERIT, VariantConfig.NONE), null, null);
        ArmRequests own = arms(candidate(LIVE, OWN, VariantConfig.NONE), null, OWN);
        Derived.Ready candidate = (Derived.Ready) own.candidate(signed, json("{}"), converse);
        Derived.Ready control = (Derived.Ready) own.control(signed, json("{}"), converse);

        assertThat(inherits.candidate(signed, json("{}"), converse)).isEqualTo(refused);
        assertThat(inherits.control(signed, json("{}"), converse)).isEqualTo(refused);
        assertThat(candidate.headers().get("authorization")).isEqualTo("Bearer shadow");
        assertThat(candidate.headers().contains("x-amz-date")).isFalse();
        assertThat(candidate.target()).isEqualTo("/model/m/converse");
        assertThat(control.headers().get("authorization")).isEqualTo("Bearer shadow");
    }

    @Test
    void candidate_withoutCredentials_noneAtAll() {
        Derived.Ready ready = ready(
                candidate(LIVE, CredentialsConfig.NONE, VariantConfig.NONE),
                request("/v1/chat/completions"),
                json("{}"));

        assertThat(ready.headers().contains("authorization")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions,/v1/chat/completions",
        "/v1/chat/completions?key=s,/v1/chat/completions",
        "/v1/chat/completions?a=1&key=s&b=2,/v1/chat/completions?a=1&b=2",
        "/v1/chat/completions?api-version=1&API_KEY=s,/v1/chat/completions?api-version=1",
        "/v1/chat/completions?%6Bey=s&keys=1,/v1/chat/completions?keys=1",
        "/v1/chat/completions?access_token&x=%zz,/v1/chat/completions?x=%zz",
        "/v1/chat/completions?,/v1/chat/completions",
    })
    void candidate_target_losesCredentialsInTheQuery(String target, String expected) {
        assertThat(ready(candidate(ELSEWHERE, OWN, VariantConfig.NONE), request(target), json("{}"))
                        .target())
                .isEqualTo(expected);
    }

    @Test
    void candidate_modelAtAzure_isTheDeploymentInThePath() {
        VariantConfig variant = Variants.ofModel("gpt 5/mini");

        assertThat(ready(
                                candidate(ELSEWHERE, OWN, variant),
                                request("/openai/deployments/gpt-4o/chat/completions?api-version=1"),
                                json("{}"))
                        .target())
                .isEqualTo("/openai/deployments/gpt%205%2Fmini/chat/completions?api-version=1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'previous_response_id':'r'}; SKIPPED_PROVIDER_STATE; previous_response_id
            {'temperature':1}; RULE_ERROR; patch[0] test /model: nothing is there
            {'model':'x','response_format':'text'}; RULE_ERROR; set response_format.type: nothing can be put at 'type' in this request
            """)
    void candidate_requestThatDoesNotFit_isRefusedWithAReason(String body, Outcome outcome, String reason) {
        VariantConfig variant = new VariantConfig(
                null,
                null,
                Map.of("response_format.type", JsonPatchTest.json("'json_object'")),
                List.of(),
                JsonPatchTest.operations("[{'op':'test','path':'/model','value':'x'}]"));

        assertThat(arms(candidate(ELSEWHERE, OWN, variant), null, null)
                        .candidate(request("/v1/chat/completions"), json(body), dialect))
                .isEqualTo(new Derived.Refused(outcome, reason));
    }

    @Test
    void candidate_patchedIntoAnotherKindOfValue_isRefused() {
        VariantConfig variant = Variants.ofPatch(JsonPatchTest.operations("[{'op':'add','path':'','value':[]}]"));

        assertThat(arms(candidate(ELSEWHERE, OWN, variant), null, null).candidate(request("/"), json("{}"), dialect))
                .isEqualTo(new Derived.Refused(Outcome.RULE_ERROR, "patch: the result is not an object"));
    }

    @Test
    void candidate_dialectThatIsNotThere_isRefused() {
        CandidateConfig translated =
                new CandidateConfig(UpstreamConfig.of(ELSEWHERE), OWN, "klingon", VariantConfig.NONE);

        assertThat(arms(translated, null, null).candidate(request("/"), json("{}"), dialect))
                .isEqualTo(new Derived.Refused(Outcome.RULE_ERROR, "no dialect klingon"));
    }

    @Test
    void candidate_providerState_staysAtTheSameOrigin() {
        assertThat(ready(
                                candidate(LIVE, OWN, VariantConfig.NONE),
                                request("/v1/chat/completions"),
                                json("{'previous_response_id':'r'}"))
                        .json()
                        .has("previous_response_id"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            https://candidate.example; {'stream':true,'store':true}; {'stream':true,'store':false,'stream_options':{'include_usage':true}}
            https://api.cerebras.ai; {'stream':true}; {'stream':true,'stream_options':{'include_usage':true}}
            https://generativelanguage.googleapis.com/v1beta/openai; {}; {}
            https://api.mistral.ai; {'stream':true,'store':true}; {'stream':true}
            https://api.mistral.ai; {'max_completion_tokens':9,'seed':3,'user':'me'}; {'max_tokens':9,'random_seed':3}
            https://api.mistral.ai; {'max_completion_tokens':9,'max_tokens':7}; {'max_tokens':7}
            https://api.mistral.ai; {'messages':[{'tool_calls':[{'id':'call_a'},{'id':'call_b'},{'id':'call00000'},7]},{'tool_call_id':'call_b'},{'tool_call_id':'call00000'}]}; {'messages':[{'tool_calls':[{'id':'call00001'},{'id':'call00002'},{'id':'call00000'},7]},{'tool_call_id':'call00002'},{'tool_call_id':'call00000'}]}
            https://notmistral.ai; {}; {'store':false}
            https://api.openai.com; {'store':true,'metadata':{'a':'b'}}; {'store':false}
            https://api.openai.com; {'metadata':{'a':'b'}}; {'metadata':{'a':'b'},'store':false}
            """)
    void candidate_providerThatRefusesFields_doesNotGetThem(String upstream, String body, String expected) {
        assertThat(ready(candidate(upstream, OWN, VariantConfig.NONE), request("/v1/chat/completions"), json(body))
                        .json())
                .isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            /v1beta/models/m:generateContent; {'store':false}
            /v1/projects/p/locations/l/publishers/google/models/m:generateContent; {}
            /v1/publishers/google/models/m:generateContent; {}
            """)
    void candidate_geminiRequest_storesNothingWhereItCouldBeStored(String target, String expected) {
        Derived derived = arms(
                        candidate("https://generativelanguage.googleapis.com", OWN, VariantConfig.NONE), null, null)
                .candidate(request(target + "?key=k3"), json("{}"), Dialects.named("gemini"));

        assertThat(derived).isInstanceOfSatisfying(Derived.Ready.class, ready -> {
            assertThat(ready.json()).isEqualTo(json(expected));
            assertThat(ready.target()).isEqualTo(target);
            assertThat(ready.headers().contains("x-goog-api-key")).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a.b.c; {}; {'a':{'b':{'c':9}}}
            a.b; {'a':null}; {'a':{'b':9}}
            a.b; {'a.b':1}; {'a.b':9}
            a.0; {'a':[1,2]}; {'a':[9,2]}
            a.1.b; {'a':[1,{}]}; {'a':[1,{'b':9}]}
            .a; {}; {'.a':9}
            """)
    void set_dottedPath_createsParents(String path, String before, String after) throws Exception {
        ObjectNode body = json(before);

        Fields.set(body, Map.of(path, JsonPatchTest.json("9")));

        assertThat(body).isEqualTo(json(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a; {'a':1,'b':2}; {'b':2}
            a.b; {'a':{'b':1,'c':2}}; {'a':{'c':2}}
            a.b; {'a.b':1,'a':{'b':1}}; {'a':{'b':1}}
            a.0; {'a':[1,2]}; {'a':[2]}
            a.7; {'a':[1,2]}; {'a':[1,2]}
            a.b.c; {'a':7}; {'a':7}
            x.y; {}; {}
            """)
    void remove_dottedPath_removesWhatIsThere(String path, String before, String after) {
        ObjectNode body = json(before);

        Fields.remove(body, List.of(path));

        assertThat(body).isEqualTo(json(after));
    }

    @Test
    void set_sharedValue_isCopied() throws Exception {
        Map<String, JsonNode> values = Map.of("metadata", JsonPatchTest.json("{}"));
        ObjectNode body = json("{}");

        Fields.set(body, values);
        ((ObjectNode) body.path("metadata")).put("x", 1);

        assertThat(values.get("metadata")).isEqualTo(json("{}"));
    }

    @Test
    void control_clientsOwnRequest_butForSideEffectsAndHops() {
        Derived.Ready ready = (Derived.Ready) arms(candidate(ELSEWHERE, OWN, VariantConfig.NONE), null, null)
                .control(
                        request("/v1/chat/completions?key=s"),
                        json("{'model':'gpt-4o','stream':true,'store':true}"),
                        dialect);

        assertThat(ready.json())
                .isEqualTo(
                        json("{'model':'gpt-4o','stream':true,'store':false,'stream_options':{'include_usage':true}}"));
        assertThat(ready.target()).isEqualTo("/v1/chat/completions?key=s");
        assertThat(ready.headers())
                .isEqualTo(Headers.of(
                        "Content-Type", "application/json; charset=utf-8",
                        "Accept", "text/event-stream",
                        "Authorization", "Bearer client",
                        "api-key", "k1",
                        "X-Api-Key", "k2",
                        "x-goog-api-key", "k3",
                        "Cookie", "session=1",
                        "OpenAI-Organization", "org",
                        "OpenAI-Project", "proj",
                        "OpenAI-Beta", "assistants=v2",
                        "X-Custom", "yes",
                        "x-understudy-shadow", "refund-v2"));
    }

    @Test
    void control_liveVariantAndCredentials_asLiveHasThem() {
        CredentialsConfig credentials =
                new CredentialsConfig(false, Map.of("Authorization", "Bearer route", "X-Custom", "route"));

        Derived.Ready ready =
                (Derived.Ready) arms(candidate(ELSEWHERE, OWN, VariantConfig.NONE), LIVE_VARIANT, credentials)
                        .control(request("/v1/chat/completions?key=s"), json("{'messages':[]}"), dialect);

        assertThat(ready.json().path("messages").path(0).path("content").asString())
                .isEqualTo("LIVE");
        assertThat(ready.json().path("model").asString()).isEqualTo("live-patched");
        assertThat(ready.json().path("store").asBoolean()).isFalse();
        assertThat(ready.target()).isEqualTo("/v1/chat/completions?key=s");
        assertThat(ready.headers().get("authorization")).isEqualTo("Bearer route");
        assertThat(ready.headers().get("x-custom")).isEqualTo("route");
        assertThat(ready.headers().get("api-key")).isEqualTo("k1");
    }

    @Test
    void candidate_liveVariant_isWhatTheCandidateChanges() {
        VariantConfig variant = new VariantConfig(
                "gpt-5-mini", new SystemPrompt(SystemPrompt.Mode.APPEND, "CANDIDATE"), Map.of(), List.of(), List.of());

        Derived.Ready ready = (Derived.Ready) arms(candidate(ELSEWHERE, OWN, variant), LIVE_VARIANT, null)
                .candidate(request("/v1/chat/completions"), json("{'messages':[]}"), dialect);

        assertThat(ready.json())
                .isEqualTo(json("{'messages':[{'role':'system','content':'LIVE\\n\\nCANDIDATE'}],'model':'gpt-5-mini',"
                        + "'store':false}"));
    }

    @Test
    void candidate_liveVariantThatDoesNotFit_startsFromWhatLiveGot() {
        VariantConfig live = new VariantConfig(
                "never", null, Map.of(), List.of(), JsonPatchTest.operations("[{'op':'remove','path':'/absent'}]"));

        Derived.Ready ready = (Derived.Ready) arms(candidate(ELSEWHERE, OWN, VariantConfig.NONE), live, null)
                .candidate(request("/v1/chat/completions"), json("{'model':'m'}"), dialect);

        assertThat(ready.json().path("model").asString()).isEqualTo("m");
    }

    private Derived.Ready ready(CandidateConfig candidate, CapturedRequest request, ObjectNode body) {
        return (Derived.Ready) arms(candidate, null, null).candidate(request, body, dialect);
    }

    private static ArmRequests arms(CandidateConfig candidate, VariantConfig live, CredentialsConfig liveCredentials) {
        return Arms.of(candidate, Arms.route(live, liveCredentials));
    }

    private static CapturedRequest request(String target) {
        return new CapturedRequest("POST", target, CLIENT, new byte[0]);
    }
}
