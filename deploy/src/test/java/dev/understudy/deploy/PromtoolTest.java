package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromtoolTest {
    private final Path promtool = Programs.require("promtool");

    @Test
    void configuration_andItsRules_areSound() throws Exception {
        Programs.Result result = Programs.run(
                promtool,
                "check",
                "config",
                Deployment.FOLDER.resolve("prometheus/prometheus.yml").toString());

        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void configuration_ofTheContainers_isSound(@TempDir Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "t");
        Files.writeString(
                folder.resolve("prometheus.yml"),
                Deployment.text("compose/prometheus.yml").replace("/run/secrets/metrics_token", token.toString()));
        Files.copy(Deployment.FOLDER.resolve("prometheus/rules.yml"), folder.resolve("rules.yml"));

        Programs.Result result = Programs.run(
                promtool, "check", "config", folder.resolve("prometheus.yml").toString());

        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void rules_onKnownSeries_recordAndAlertAsTheyShould() throws Exception {
        Programs.Result result = Programs.run(
                promtool,
                "test",
                "rules",
                Deployment.FOLDER.resolve("prometheus/rules.test.yml").toString());

        assertThat(result.exit()).as(result.output()).isZero();
    }
}
