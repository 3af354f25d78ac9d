package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The chart, and what a cluster would be told by it. */
class HelmChartTest {
    private static final String EVERYTHING = """
            store: { enabled: true, storageClass: fast }
            files: { refund.v2.md: "Refund nothing.\\nEver." }
            serviceMonitor: { enabled: true, labels: { release: prometheus } }
            """;

    @TempDir
    Path folder;

    private static Map<String, JsonNode> objects(String values) throws IOException {
        return new HelmChart(values)
                .objects().stream()
                        .collect(Collectors.toMap(object -> object.get("kind").asString(), object -> object));
    }

    private static JsonNode pod(Map<String, JsonNode> objects) {
        return objects.get("Deployment").at("/spec/template/spec");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void chart_asItComes_isAProxyBehindAServiceAndAPolicy() throws IOException {
        Map<String, JsonNode> objects = objects("{}");

        assertThat(objects.keySet())
                .containsExactlyInAnyOrder(
                        "ConfigMap", "Deployment", "NetworkPolicy", "PodDisruptionBudget", "Service");
        objects.values().forEach(object -> {
            assertThat(object.at("/metadata/name").asString()).isEqualTo("shop");
            assertThat(object.at("/metadata/labels").properties()).hasSize(5);
        });
        JsonNode labels = objects.get("Deployment").at("/spec/template/metadata/labels");
        assertThat(List.of(
                        objects.get("Deployment").at("/spec/selector/matchLabels"),
                        objects.get("Service").at("/spec/selector"),
                        objects.get("NetworkPolicy").at("/spec/podSelector/matchLabels"),
                        objects.get("PodDisruptionBudget").at("/spec/selector/matchLabels")))
                .containsOnly(labels);
    }

    @Test
    void chart_withEverything_keepsAStoreAndIsScraped() throws IOException {
        Map<String, JsonNode> objects = objects(EVERYTHING);

        assertThat(objects).containsKeys("PersistentVolumeClaim", "ServiceMonitor");
        assertThat(objects.get("ConfigMap").at("/data/refund.v2.md").asString()).isEqualTo("Refund nothing.\nEver.");
        assertThat(objects.get("PersistentVolumeClaim")
                        .at("/spec/storageClassName")
                        .asString())
                .isEqualTo("fast");
        assertThat(objects.get("ServiceMonitor").at("/metadata/labels/release").asString())
                .isEqualTo("prometheus");
        assertThat(objects.get("ServiceMonitor")
                        .at("/spec/endpoints/0/authorization/credentials/key")
                        .asString())
                .isEqualTo("metrics-token");
        assertThat(objects.get("Deployment").at("/spec/strategy/type").asString())
                .isEqualTo("Recreate");
        assertThat(pod(objects).at("/containers/0/volumeMounts").findValuesAsString("mountPath"))
                .containsExactly("/etc/understudy", "/tmp", "/var/lib/understudy");
        assertThat(pod(objects).get("volumes").findValuesAsString("claimName")).containsExactly("shop");
    }

    @Test
    void pod_isLockedInAndOutlastsTheDrain() throws IOException {
        JsonNode pod = pod(objects("{}"));
        JsonNode container = pod.at("/containers/0");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean(false)).isTrue();
        assertThat(Deployment.text("Dockerfile"))
                .contains("USER " + pod.at("/securityContext/runAsUser").asString() + ":");
        assertThat(pod.at("/securityContext/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
        assertThat(pod.get("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.get("terminationGracePeriodSeconds").asInt(0)).isGreaterThan(30);
        JsonNode security = container.get("securityContext");
        assertThat(security.get("readOnlyRootFilesystem").asBoolean(false)).isTrue();
        assertThat(security.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(texts(security.at("/capabilities/drop"))).containsExactly("ALL");
        assertThat(container.at("/resources/limits/memory").asString()).isEqualTo("2Gi");
    }

    @Test
    void configuration_isSound_andItsPortsSecretsAndProbesAreThoseOfThePod() throws IOException {
        Map<String, JsonNode> objects = objects("{}");
        JsonNode container = pod(objects).at("/containers/0");
        String yaml = objects.get("ConfigMap").at("/data/understudy.yaml").asString();
        Path file = Files.writeString(folder.resolve("understudy.yaml"), yaml);
        Set<String> asked = new TreeSet<>();
        ConfigFile config = new ConfigFile(file, new BuildCapabilities(), name -> {
            asked.add(name);
            return "secret-of-" + name;
        });

        var load = config.load();
        assertThat(load).as("%s", load.problems()).isInstanceOf(Loaded.class);
        assertThat(load.problems()).isEmpty();
        assertThat(texts(container.get("args")))
                .containsExactly("serve", "--config", "/etc/understudy/understudy.yaml");
        assertThat(container
                        .get("env")
                        .valueStream()
                        .map(entry -> entry.get("name").asString())
                        .collect(Collectors.toSet()))
                .isEqualTo(asked);
        assertThat(container.get("env").findValues("secretKeyRef")).hasSameSizeAs(asked);
        assertThat(container.get("ports").findValuesAsString("containerPort"))
                .containsExactly(
                        String.valueOf(((Loaded) load).config().listen().port()),
                        String.valueOf(((Loaded) load).config().admin().port()));
        assertThat(Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                        .map(probe -> container.get(probe).get("httpGet"))
                        .map(get -> get.get("port").asString() + get.get("path").asString()))
                .containsExactly("admin/healthz", "admin/healthz", "admin/readyz");
    }

    /** By the same list as the Compose set's way out. */
    @Test
    void networkPolicy_letsNothingGoInside() throws IOException {
        JsonNode policy = objects("{}").get("NetworkPolicy").get("spec");

        assertThat(texts(policy.get("policyTypes"))).containsExactly("Ingress", "Egress");
        assertThat(policy.get("ingress").findValues("from")).hasSize(2).noneMatch(JsonNode::isEmpty);
        JsonNode out = policy.at("/egress/1");
        assertThat(out.at("/ports").findValuesAsString("port")).containsExactly("443");
        assertThat(texts(out.at("/to/0/ipBlock/except")))
                .containsExactlyElementsOf(
                        Deployment.text("compose/egress/inside.txt").lines().toList());
        assertThat(texts(out.at("/to/1/ipBlock/except"))).contains("::/127", "fc00::/7", "fe80::/10");
        assertThat(policy.get("egress")).hasSize(2);
    }

    private static List<?> complaints(JsonNode values) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(JsonMapper.shared().readTree(HelmChart.text("values.schema.json")))
                .validate(values);
    }

    @Test
    void schema_ofTheShippedValuesAndOfAllThatCanBeSet_hasNothingToSay() {
        assertThat(complaints(new HelmChart("{}").values())).isEmpty();
        assertThat(complaints(new HelmChart(EVERYTHING).values())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replica: 2",
                "config: { listen: 0.0.0.0:8080 }",
                "{ replicas: 2, store: { enabled: true } }",
                "files: { understudy.yaml: x }",
                "env: [ { name: KEY, valueFrom: { configMapKeyRef: { name: a, key: b } } } ]",
                "networkPolicy: { clients: [] }"
            })
    void schema_ofWhatCannotBe_refusesIt(String values) {
        assertThat(complaints(new HelmChart(values).values())).isNotEmpty();
    }
}
