package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The script does all but talk to an engine: in Docker's place stands a program that says what it was asked. */
class SandboxScriptTest {
    @TempDir
    Path folder;

    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void docker() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path docker = Files.writeString(bin.resolve("docker"), "#!/bin/sh\necho \"docker $*\"\n");
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Programs.Result sandbox(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("bash", Deployment.FOLDER.resolve("compose/sandbox").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH"),
                        "SANDBOXES",
                        folder.toString(),
                        "CANDIDATE_KEY",
                        "sk-of-the-candidate"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Programs.Result result = new Programs.Result(process.waitFor(), output);
        output.lines().filter(line -> line.startsWith("docker ")).forEach(calls::add);
        return result;
    }

    private String started(String name, String then) {
        Path home = folder.resolve(name);
        return "docker compose --project-name understudy-" + name + " --env-file " + home.resolve("sandbox.env")
                + " --file " + Deployment.FOLDER.resolve("compose/compose.yaml") + " --file "
                + home.resolve("aliases.yaml") + " " + then;
    }

    @Test
    void init_makesSecretsOfItsOwnThatNobodyElseReads() throws Exception {
        assertThat(sandbox("init").exit()).isZero();
        assertThat(sandbox("init", "second", "100").exit()).isZero();

        Path secrets = folder.resolve("first/secrets");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(secrets)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(Deployment.yaml("compose/compose.yaml")
                            .get("secrets")
                            .propertyNames()));
        }
        assertThat(secrets.resolve("candidate_key")).hasContent("sk-of-the-candidate");
        assertThat(Files.readString(secrets.resolve("admin_token")))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(Files.readString(folder.resolve("second/secrets/admin_token")))
                .isNotEqualTo(Files.readString(secrets.resolve("metrics_token")));
        assertThat(Files.readString(folder.resolve("first/sandbox.env"))).doesNotContain("sk-of");
    }

    @Test
    void init_second_hasPortsAndAProjectOfItsOwn() throws Exception {
        sandbox("init");
        sandbox("init", "second", "100");

        JsonNode first = composed("first");
        JsonNode second = composed("second");
        assertThat(Compose.texts(first.at("/services/understudy/ports")))
                .containsExactly("127.0.0.1:8080:8080", "127.0.0.1:9901:9901");
        assertThat(Compose.texts(second.at("/services/understudy/ports")))
                .containsExactly("127.0.0.1:8180:8080", "127.0.0.1:10001:9901");
        assertThat(second.at("/services/grafana/environment/UNDERSTUDY_PAGE").asString())
                .isEqualTo("http://127.0.0.1:10001");
        assertThat(second.at("/secrets/admin_token/file").asString())
                .isEqualTo(folder.resolve("second/secrets/admin_token").toString());
        assertThat(folder.resolve("second/config/understudy.yaml"))
                .hasSameTextualContentAs(Deployment.FOLDER.resolve("compose/template/understudy.yaml"));
    }

    private JsonNode composed(String name) throws IOException {
        Map<String, String> environment = new HashMap<>();
        Files.readAllLines(folder.resolve(name + "/sandbox.env")).forEach(line -> {
            String[] pair = line.split("=", 2);
            environment.put(pair[0], pair[1]);
        });
        return Compose.of(Deployment.text("compose/compose.yaml"), environment).json();
    }

    @Test
    void upRedeployDownDestroy_areOneCommandEach() throws Exception {
        sandbox("init");
        for (String command : List.of("up", "redeploy", "down", "destroy", "status")) {
            assertThat(sandbox(command).exit()).as(command).isZero();
        }
        assertThat(calls)
                .containsExactly(
                        started("first", "up --detach --build --wait"),
                        started("first", "up --detach --build --force-recreate --remove-orphans --wait"),
                        started("first", "down --remove-orphans"),
                        started("first", "down --volumes --remove-orphans"),
                        started("first", "ps"));
    }

    @Test
    void up_listOfProviders_becomesNamesOfTheEgressService() throws Exception {
        sandbox("init");
        Files.writeString(folder.resolve("first/providers.txt"), "api.openai.com\n\napi.anthropic.com");
        assertThat(sandbox("up").exit()).isZero();

        JsonNode aliases = Deployment.parse(folder.resolve("first/aliases.yaml"));
        assertThat(Compose.texts(aliases.at("/services/egress/networks/egress/aliases")))
                .containsExactly("api.openai.com", "api.anthropic.com");
    }

    @Test
    void badInput_isRefusedInOneLineBeforeAnythingStarts() throws Exception {
        sandbox("init");
        assertThat(sandbox("init").exit()).isEqualTo(2);
        assertThat(sandbox("init", "../outside").exit()).isEqualTo(2);
        assertThat(sandbox("init", "third", "many").exit()).isEqualTo(2);
        assertThat(sandbox("up", "nobody").exit()).isEqualTo(2);
        assertThat(sandbox("dance").exit()).isEqualTo(2);
        Files.writeString(folder.resolve("first/providers.txt"), "evil\", privileged: true\n");
        assertThat(sandbox("up").exit()).isEqualTo(2);
        Files.delete(folder.resolve("first/secrets/candidate_key"));
        Programs.Result result = sandbox("up");

        assertThat(result.output())
                .startsWith("sandbox: ")
                .contains("(expected: ")
                .hasLineCount(1);
        assertThat(calls).isEmpty();
    }
}
