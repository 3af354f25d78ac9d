package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DockerfileTest {
    private static final String DOCKERFILE = Deployment.text("Dockerfile");

    @Test
    void image_runsTheBuiltJarAsNobody() {
        assertThat(DOCKERFILE)
                .containsPattern("(?m)^FROM [\\w./-]+:\\d+\\.\\d+\\.\\d+\\S*$")
                .contains("COPY proxy-server/target/understudy.jar deploy/bin/understudy /opt/understudy/")
                .contains("ENTRYPOINT [\"/opt/understudy/understudy\"]")
                .containsPattern("(?m)^USER \\d+:\\d+$")
                .contains("CMD [\"serve\", \"--config\", \"/etc/understudy/understudy.yaml\"]");
        assertThat(DOCKERFILE.indexOf("RUN ")).isLessThan(DOCKERFILE.indexOf("\nUSER "));
        assertThat(Deployment.text("../.dockerignore"))
                .contains("!proxy-server/target/understudy.jar", "!deploy/bin/understudy");
    }

    /** A volume takes owner and mode of the folder it is mounted over the first time: the store has to be its user's. */
    @Test
    void store_ofCompose_isInAFolderThatItsUserOwns() {
        String user = DOCKERFILE
                .lines()
                .filter(line -> line.startsWith("USER "))
                .findFirst()
                .orElseThrow()
                .substring(5);

        assertThat(DOCKERFILE).contains("chown " + user + " /var/lib/understudy");
        assertThat(Deployment.text("compose/compose.yaml")).contains("- store:/var/lib/understudy\n");
        assertThat(Deployment.yaml("compose/template/understudy.yaml")
                        .at("/store/path")
                        .asString())
                .startsWith("/var/lib/understudy/");
    }

    /** The very command of HEALTHCHECK, against a port of ours. */
    @ParameterizedTest
    @CsvSource({"200 OK, 0", "503 Service Unavailable, 1"})
    void healthcheck_runAsItStands_saysWhatReadyzSays(String status, int exit) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> answer(server, status));
            Process process = new ProcessBuilder(healthcheck(server.getLocalPort()))
                    .redirectErrorStream(true)
                    .start();
            assertThat(asked.get(30, TimeUnit.SECONDS)).startsWith("GET /readyz HTTP/1.1\r\nHost: localhost\r\n");
            assertThat(process.waitFor()).isEqualTo(exit);
        }
    }

    private static List<String> healthcheck(int port) {
        String line = DOCKERFILE
                .lines()
                .dropWhile(each -> !each.startsWith("HEALTHCHECK"))
                .skip(1)
                .findFirst()
                .orElseThrow()
                .strip();
        return Compose.texts(JsonMapper.shared().readTree(line.substring("CMD ".length()))).stream()
                .map(part -> part.replace("/9901", "/" + port))
                .toList();
    }

    private static String answer(ServerSocket server, String status) {
        try (Socket client = server.accept()) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            client.getOutputStream()
                    .write(("HTTP/1.1 " + status + "\r\ncontent-length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return head.toString();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
