package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rules of the Compose specification, and what the set promises: who reaches whom, who sees which secret, what each may use. */
class ComposeTest {
    private static final Path FOLDER = Deployment.FOLDER.resolve("compose");
    private static final Compose COMPOSE =
            Compose.of(Deployment.text("compose/compose.yaml"), Map.of("SANDBOX_HOME", "/home/sandbox"));

    @Test
    void understudy_hasNoWayOutButTheEgressService() {
        for (String network : COMPOSE.networks("understudy")) {
            assertThat(COMPOSE.internal(network) || !COMPOSE.masquerades(network))
                    .as(network)
                    .isTrue();
        }
        assertThat(COMPOSE.in("egress")).containsExactlyInAnyOrder("understudy", "egress");
        assertThat(COMPOSE.internal("egress")).isTrue();
    }

    @Test
    void egress_isAloneInTheOnlyNetworkThatLeadsOut() {
        List<String> out = new ArrayList<>(COMPOSE.json().get("networks").propertyNames());
        out.removeIf(network -> COMPOSE.internal(network) || !COMPOSE.masquerades(network));

        assertThat(out).containsExactly("outside");
        assertThat(COMPOSE.in("outside")).containsExactly("egress");
    }

    @Test
    void networks_areAllDeclaredAndOurOwn() {
        Set<String> used = new TreeSet<>();
        COMPOSE.services().keySet().forEach(service -> {
            assertThat(COMPOSE.networks(service)).as(service).isNotEmpty();
            used.addAll(COMPOSE.networks(service));
        });

        assertThat(new TreeSet<>(COMPOSE.json().get("networks").propertyNames()))
                .isEqualTo(used);
        for (String network : used) {
            assertThat(COMPOSE.network(network).path("external").asBoolean(false))
                    .as("%s is shared with nobody else", network)
                    .isFalse();
        }
        assertThat(COMPOSE.services().values()).allMatch(service -> !service.has("network_mode"));
        assertThat(COMPOSE.in("query")).doesNotContain("understudy");
    }

    @Test
    void secrets_areFilesThatOnlyTheirServicesSee() {
        Set<String> used = new TreeSet<>();
        COMPOSE.services().keySet().forEach(service -> used.addAll(COMPOSE.secrets(service)));
        JsonNode declared = COMPOSE.json().get("secrets");

        assertThat(new TreeSet<>(declared.propertyNames())).isEqualTo(used);
        declared.properties()
                .forEach(secret -> assertThat(secret.getValue().get("file").asString())
                        .isEqualTo("/home/sandbox/secrets/" + secret.getKey()));
        assertThat(COMPOSE.secrets("egress")).isEmpty();
        assertThat(COMPOSE.secrets("prometheus")).containsExactly("metrics_token");
        assertThat(COMPOSE.secrets("grafana")).containsExactly("grafana_password");
    }

    @Test
    void environments_holdNoSecret() {
        COMPOSE.services().forEach((name, service) -> {
            assertThat(service.has("env_file")).as(name).isFalse();
            Compose.environment(service).forEach((key, value) -> {
                boolean pointsToAFile = key.endsWith("__FILE") && value.startsWith("/run/secrets/");
                assertThat(pointsToAFile || !key.matches("(?i).*(key|token|secret|passw).*"))
                        .as(name + ": " + key)
                        .isTrue();
            });
        });
    }

    @Test
    void services_areLockedInAndBounded() {
        COMPOSE.services().forEach((name, service) -> {
            assertThat(service.path("read_only").asBoolean(false)).as(name).isTrue();
            assertThat(Compose.texts(service.path("cap_drop"))).as(name).containsExactly("ALL");
            assertThat(Compose.texts(service.path("security_opt"))).as(name).contains("no-new-privileges:true");
            assertThat(service.path("privileged").asBoolean(false)).as(name).isFalse();
            assertThat(service.has("cap_add")).as(name).isFalse();
            assertThat(service.path("mem_limit").asString("")).as(name).matches("\\d+[mg]");
            assertThat(service.path("cpus").asDouble(0)).as(name).isPositive();
            assertThat(service.path("pids_limit").asInt(0)).as(name).isPositive();
            assertThat(service.path("restart").asString("")).as(name).isEqualTo("unless-stopped");
            assertThat(service.at("/logging/options").has("max-size")).as(name).isTrue();
            for (String mount : Compose.texts(service.path("tmpfs"))) {
                assertThat(mount).as(name).contains("size=");
            }
        });
        // Native libraries are put there and loaded; a tmpfs is not executable unless it says so.
        assertThat(Compose.texts(COMPOSE.json().at("/services/understudy/tmpfs"))
                        .get(0))
                .startsWith("/tmp:exec,");
    }

    @Test
    void services_sayWhetherTheyAreWell() {
        COMPOSE.services().forEach((name, service) -> {
            boolean ofTheImage =
                    service.has("build") && Deployment.text("Dockerfile").contains("\nHEALTHCHECK ");
            assertThat(ofTheImage || service.at("/healthcheck/test").size() > 1)
                    .as(name)
                    .isTrue();
            service.path("depends_on").properties().forEach(other -> {
                assertThat(COMPOSE.services()).as(name).containsKey(other.getKey());
                assertThat(other.getValue().get("condition").asString()).isEqualTo("service_healthy");
            });
        });
    }

    @Test
    void images_arePinnedAndNoPortIsOpenToTheNetwork() {
        COMPOSE.services().forEach((name, service) -> {
            assertThat(service.get("image").asString()).matches("[\\w./-]+:v?\\d+\\.\\d+\\.\\d+");
            for (String port : Compose.texts(service.path("ports"))) {
                assertThat(port).as(name).matches("127\\.0\\.0\\.1:\\d+:\\d+");
            }
        });
    }

    @Test
    void mountsAndBuilds_nameFilesThatAreThereOrThatInitMakes() {
        Set<String> volumes = new TreeSet<>(COMPOSE.json().get("volumes").propertyNames());
        COMPOSE.services().forEach((name, service) -> {
            for (String volume : Compose.texts(service.path("volumes"))) {
                String source = volume.split(":")[0];
                boolean own = source.startsWith("/home/sandbox/");
                assertThat(own || volumes.contains(source) || Files.exists(FOLDER.resolve(source)))
                        .as(name + " mounts " + source)
                        .isTrue();
                assertThat(volumes.contains(source) || volume.endsWith(":ro"))
                        .as(name + " may write to " + source)
                        .isTrue();
            }
            JsonNode build = service.path("build");
            if (build.isObject()) {
                Path context = FOLDER.resolve(build.get("context").asString()).normalize();
                assertThat(context).isEqualTo(Deployment.PROJECT);
                assertThat(context.resolve(build.get("dockerfile").asString())).exists();
            }
        });
    }

    @Test
    void home_notMade_isRefused() {
        assertThatThrownBy(() -> Compose.of(Deployment.text("compose/compose.yaml"), Map.of()))
                .hasMessageContaining("SANDBOX_HOME");
    }

    @Test
    void prometheus_scrapesAsTheShippedConfigurationDoes() {
        JsonNode own = Deployment.yaml("prometheus/prometheus.yml");
        JsonNode composed = Deployment.yaml("compose/prometheus.yml");

        assertThat(composed.get("global")).isEqualTo(own.get("global"));
        assertThat(composed.at("/scrape_configs/0/job_name")).isEqualTo(own.at("/scrape_configs/0/job_name"));
        assertThat(own.at("/scrape_configs/0/static_configs/0/targets/0").asString())
                .isEqualTo("127.0.0.1:9901");
        assertThat(composed.at("/scrape_configs/0/static_configs/0/targets/0").asString())
                .isEqualTo("understudy:9901");
        assertThat(composed.at("/scrape_configs/0/authorization/credentials_file")
                        .asString())
                .isEqualTo("/run/secrets/metrics_token");
        assertThat(Compose.texts(COMPOSE.json().at("/services/prometheus/command")))
                .contains("--enable-feature=exemplar-storage");
    }

    /** One list of hosts for the egress service, and the same for Understudy's own rule. */
    @Test
    void providers_areTheHostsOfTheConfiguration() {
        JsonNode config = Deployment.yaml("compose/template/understudy.yaml");
        List<String> providers =
                Deployment.text("compose/template/providers.txt").lines().toList();
        List<String> withPort = providers.stream().map(host -> host + ":443").toList();

        assertThat(Compose.texts(config.at("/egress/hosts"))).isEqualTo(withPort);
        assertThat(Compose.texts(config.at("/egress/allow"))).isEqualTo(withPort);
        for (JsonNode url : config.findValues("url")) {
            assertThat(providers).contains(url.asString().replace("https://", ""));
        }
    }

    @Test
    void configuration_isSound(@TempDir Path folder) throws IOException, InterruptedException {
        String text = Deployment.text("compose/template/understudy.yaml");
        for (String secret : COMPOSE.secrets("understudy")) {
            Path file = Files.writeString(folder.resolve(secret), "an-" + secret);
            assertThat(text).contains("/run/secrets/" + secret);
            text = text.replace("/run/secrets/" + secret, file.toString());
        }
        assertThat(text).doesNotContain("/run/secrets/");
        Path config = Files.writeString(
                folder.resolve("understudy.yaml"), text.replace("/var/lib/understudy", folder.toString()));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.understudy.cli.Understudy",
                        "validate",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).doesNotContain("an-candidate_key").contains("0 errors, 0 warnings");
    }
}
