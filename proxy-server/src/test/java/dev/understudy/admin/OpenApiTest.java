package dev.understudy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.understudy.admin.Router.Need;
import dev.understudy.admin.Router.Route;
import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.canonical.request.Loss;
import dev.understudy.config.ShadowConfig;
import dev.understudy.configfile.ReloadResult;
import dev.understudy.drift.BaselineStore;
import dev.understudy.drift.DriftWatch;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Translation;
import dev.understudy.fingerprint.RequestPrint;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.publish.Fixtures;
import dev.understudy.publish.Histories;
import dev.understudy.verdict.Verdict;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API says what the server does: the same endpoints, and answers that fit its schemas. */
class OpenApiTest {
    private final AdminFixture admin = new AdminFixture(null);
    private JsonNode document;

    @BeforeEach
    void read() throws Exception {
        HttpResponse<String> response = admin.get("/api/v1/openapi.json");
        assertThat(response.statusCode()).isEqualTo(200);
        document = AdminFixture.json(response);
    }

    @AfterEach
    void close() {
        admin.close();
    }

    private static JsonNode operation(JsonNode document, Route route) {
        return document.path("paths").path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
    }

    @Test
    void document_operations_areThoseOfTheRouter() {
        TreeSet<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        TreeSet<String> served = new TreeSet<>();
        AdminServer.router(admin.parts()).routes().forEach(route -> served.add(route.method() + " " + route.path()));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void document_roles_areThoseOfTheRouter() {
        for (Route route : AdminServer.router(admin.parts()).routes()) {
            JsonNode operation = operation(document, route);
            String expected = route.need() == Need.NOTHING ? null : route.need() == Need.READ ? "read" : "operate";
            assertThat(operation.path("x-role").asString(null)).as(route.path()).isEqualTo(expected);
            assertThat(operation.has("security")).as(route.path()).isEqualTo(route.need() == Need.NOTHING);
        }
    }

    @Test
    void document_references_leadSomewhere() {
        document.findValuesAsString("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        TreeMap<String, Integer> ids = new TreeMap<>();
        document.findValuesAsString("operationId").forEach(id -> ids.merge(id, 1, Integer::sum));
        assertThat(ids.values()).allMatch(count -> count == 1);
    }

    /** An exchange with everything that an exchange can have. */
    private static Exchange richExchange() {
        Exchange like = Fixtures.exchange("refunds");
        Completion tools = new Completion(
                null,
                "thinking",
                null,
                List.of(new ToolCall("call-1", "issue_refund", "{\"order\":\"A1\"}")),
                FinishReason.TOOL_CALLS,
                "m",
                new Usage(10L, null, 20L, null, true),
                null,
                3,
                0);
        Answer candidate = Fixtures.answer(Arm.CANDIDATE, "").withCompletion(tools);
        Loss loss = new Loss("sampling.frequency_penalty", Loss.Kind.DROPPED, "has no counterpart");
        return new Exchange(
                "rich",
                like.route(),
                like.shadow(),
                like.at(),
                like.conversation(),
                like.stratum(),
                like.asked(),
                like.live(),
                candidate,
                like.control(),
                new Translation("openai-chat", "gemini", List.of(loss), true),
                null);
    }

    private void fill() {
        ShadowConfig refunds = admin.actions.config.shadows().get(0);
        admin.actions.config = admin.actions.config.withShadows(List.of(
                Fixtures.spending(refunds), admin.actions.config.shadows().get(1)));
        admin.publisher.sink().accept(Fixtures.exchange("refunds"));
        admin.publisher.sink().accept(richExchange());
        admin.publisher.statistics().answered("refunds", Fixtures.answer(Arm.LIVE, "x"), new BigDecimal("0.0012"));
        admin.publisher
                .statistics()
                .answered("refunds", Fixtures.failed(Arm.CANDIDATE, 429, ErrorKind.RATE_LIMITED), null);
        Histories histories = new Histories(AdminFixture.CLOCK, admin.publisher.statistics());
        histories.tick(new Histories.Sources() {
            @Override
            public List<ShadowStatus> shadows() {
                return admin.actions.shadows();
            }

            @Override
            public Optional<Verdict> verdict(String shadow) {
                return Optional.empty();
            }
        });
        admin.actions.history = histories.json("refunds").orElseThrow();
        try (DriftWatch drift = new DriftWatch(AdminFixture.CLOCK, BaselineStore.NONE)) {
            drift.configure(admin.actions.config);
            for (int i = 0; i < 120; i++) {
                long prompt = i / 100;
                drift.sampled(
                        "refunds",
                        printer -> new RequestPrint(new long[] {prompt}, new long[0], new long[0], new long[0]));
                drift.answered("refunds", Fixtures.answer(Arm.LIVE, "yes"), null);
            }
            admin.actions.drift = drift.json("refunds").orElseThrow();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/shadows, /api/v1/shadows, 200",
        "GET, /api/v1/shadows/refunds, /api/v1/shadows/{name}, 200",
        "GET, /api/v1/shadows/greetings, /api/v1/shadows/{name}, 200",
        "GET, /api/v1/shadows/nobody, /api/v1/shadows/{name}, 404",
        "GET, /api/v1/shadows/refunds/history, /api/v1/shadows/{name}/history, 200",
        "GET, /api/v1/shadows/refunds/drift, /api/v1/shadows/{name}/drift, 200",
        "GET, /api/v1/shadows/nobody/drift, /api/v1/shadows/{name}/drift, 404",
        "POST, /api/v1/shadows/refunds/approve, /api/v1/shadows/{name}/approve, 200",
        "GET, /api/v1/verdicts/refunds, /api/v1/verdicts/{name}, 200",
        "GET, /api/v1/comparisons?limit=3, /api/v1/comparisons, 200",
        "GET, /api/v1/comparisons?after=x, /api/v1/comparisons, 400",
        "GET, /api/v1/comparisons/rich, /api/v1/comparisons/{id}, 200",
        "GET, /api/v1/comparisons/exchange-1, /api/v1/comparisons/{id}, 200",
        "GET, /api/v1/comparisons/other, /api/v1/comparisons/{id}, 404",
        "GET, /api/v1/config, /api/v1/config, 200",
        "GET, /api/v1/whoami, /api/v1/whoami, 200",
        "GET, /healthz, /healthz, 200",
        "GET, /readyz, /readyz, 200",
        "POST, /api/v1/shadows/refunds/disable?for=30m, /api/v1/shadows/{name}/disable, 200",
        "POST, /api/v1/shadows/refunds/enable, /api/v1/shadows/{name}/enable, 200",
        "POST, /api/v1/shadows/refunds/sample?percent=2.5&for=1h, /api/v1/shadows/{name}/sample, 200",
        "POST, /api/v1/shadows/refunds/sample?percent=101, /api/v1/shadows/{name}/sample, 400",
        "POST, /api/v1/shadows/refunds/sample, /api/v1/shadows/{name}/sample, 400",
        "POST, /api/v1/shadows/refunds/enable?for=soon, /api/v1/shadows/{name}/enable, 400",
        "POST, /api/v1/shadows/refunds/restore, /api/v1/shadows/{name}/restore, 200",
        "POST, /api/v1/shadows/refunds/reset, /api/v1/shadows/{name}/reset, 200",
        "POST, /api/v1/kill, /api/v1/kill, 200",
        "POST, /api/v1/reload, /api/v1/reload, 200",
        "GET, /api/v1/audit, /api/v1/audit, 200",
        "GET, /api/v1/audit?after=x, /api/v1/audit, 400",
        "POST, /api/v1/audit, /api/v1/audit, 400"
    })
    void answer_ofARunningServer_fitsItsSchema(String method, String target, String path, int status) throws Exception {
        fill();
        HttpResponse<String> response = admin.send(method, target);

        assertThat(response.statusCode()).isEqualTo(status);
        assertFits(path, method, response);
    }

    @Test
    void answer_refusedReload_fitsItsSchema() throws Exception {
        admin.actions.reload =
                new ReloadResult(ReloadResult.Outcome.REFUSED, List.of("a.yaml:3:5: listn: unknown key"));
        HttpResponse<String> response = admin.post("/api/v1/reload");
        assertThat(response.statusCode()).isEqualTo(422);
        assertFits("/api/v1/reload", "POST", response);
        assertFits("/api/v1/audit", "GET", admin.get("/api/v1/audit"));
    }

    @Test
    void answer_addedToTheAudit_fitsItsSchema() throws Exception {
        String note = "{\"action\":\"promote\",\"subject\":\"refunds\",\"result\":\"applied\"}";
        HttpResponse<String> response = admin.postBody("/api/v1/audit", note);
        assertThat(response.statusCode()).isEqualTo(201);
        assertFits("/api/v1/audit", "POST", response);
        assertFits("/api/v1/audit", "GET", admin.get("/api/v1/audit"));
    }

    @Test
    void answer_notReady_fitsItsSchema() throws Exception {
        admin.actions.ready = false;
        HttpResponse<String> response = admin.get("/readyz");
        assertThat(response.statusCode()).isEqualTo(503);
        assertFits("/readyz", "GET", response);
    }

    @Test
    void answers_byRole_fitTheirSchemas() throws Exception {
        try (AdminFixture roles = AdminFixture.withRoles()) {
            roles.publisher.sink().accept(Fixtures.exchange("refunds"));
            for (String token : List.of("read-token", "content-token", "operate-token")) {
                String[] header = {"authorization", "Bearer " + token};
                assertFits("/api/v1/whoami", "GET", roles.get("/api/v1/whoami", header));
                assertFits("/api/v1/comparisons", "GET", roles.get("/api/v1/comparisons", header));
                assertFits("/api/v1/comparisons/{id}", "GET", roles.get("/api/v1/comparisons/exchange-1", header));
            }
            assertFits("/api/v1/kill", "POST", roles.post("/api/v1/kill", "authorization", "Bearer read-token"));
            assertFits("/api/v1/kill", "POST", roles.post("/api/v1/kill"));
        }
    }

    @Test
    void contentTypes_areThoseDescribed() throws Exception {
        for (String path : List.of(
                "/", "/page/main.js", "/page/page.css", "/api/v1/openapi.json", "/metrics", "/api/v1/shadows")) {
            String type = admin.get(path).headers().firstValue("content-type").orElse("");
            JsonNode described = document.path("paths")
                    .path(path.startsWith("/page/") ? "/page/{file}" : path)
                    .at("/get/responses/200/content");
            assertThat(described.propertyNames()).as(path).anyMatch(type::startsWith);
        }
    }

    private void assertFits(String path, String method, HttpResponse<String> response) {
        JsonNode answers = document.path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses");
        JsonNode described = answers.path(Integer.toString(response.statusCode()));
        assertThat(described.isMissingNode())
                .as("%s %s %s", method, path, response.statusCode())
                .isFalse();
        JsonNode whole = described.has("$ref")
                ? document.at(described.get("$ref").stringValue().substring(1))
                : described;
        ObjectNode schema = JsonMapper.shared().createObjectNode();
        schema.set("$ref", whole.at("/content/application~1json/schema/$ref"));
        schema.set("components", document.get("components"));
        assertThat(errors(schema, response.body())).isEmpty();
    }

    private static List<String> errors(JsonNode schema, String body) {
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        return compiled
                .validate(
                        JsonMapper.shared().readTree(body),
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    @Test
    void schemas_refuseWhatTheyDoNotDescribe() {
        ObjectNode schema = JsonMapper.shared().createObjectNode().put("$ref", "#/components/schemas/Killed");
        schema.set("components", document.get("components"));
        assertThat(errors(schema, "{\"disabled\":[\"a\"]}")).isEmpty();
        assertThat(errors(schema, "{\"disabled\":[1]}")).isNotEmpty();
        assertThat(errors(schema, "{\"disabled\":[],\"more\":1}")).isNotEmpty();
    }

    @Test
    void parameters_thatAreDescribed_areTaken() throws Exception {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            if (get.has("parameters") && !path.getKey().endsWith("stream")) {
                assertThat(statuses(path.getKey(), get.get("parameters")))
                        .as(path.getKey())
                        .doesNotContain(400);
            }
        }
    }

    private List<Integer> statuses(String path, JsonNode parameters) throws Exception {
        Map<String, String> examples =
                Map.of("limit", "5", "pair", "control", "result", "match", "shadow", "refunds", "comparator", "exact");
        String target = path.replaceAll("\\{.*}", "refunds");
        List<Integer> statuses = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            String name = parameter.get("name").stringValue();
            if (parameter.get("in").stringValue().equals("query") && examples.containsKey(name)) {
                statuses.add(admin.get(target + "?" + name + "=" + examples.get(name))
                        .statusCode());
            }
        }
        return statuses;
    }
}
