package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demo as a newcomer starts it, without a terminal. */
final class DemoCommandTest {
    private static final Pattern SUM =
            Pattern.compile("every exchange is accounted for: ([\\d,]+) compared \\+ ([\\d,]+) not.* = ([\\d,]+)");

    @Test
    void demo_withDuration_endsWithAReportThatAddsUp() {
        CommandRun run = CommandRun.of("demo", "--duration", "5s", "--rate", "50", "--port", "0", "--admin-port", "0");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("FORWARDED", "MIRRORED", "DIFFERENCE FROM LIVE", "SIDE BY SIDE", " 0 failed")
                .containsPattern("refunds granted +\\d+ %")
                .doesNotContain("\u001b")
                .doesNotContain("do not add up");
        Matcher sum = SUM.matcher(run.out());
        assertThat(sum.find()).isTrue();
        assertThat(number(sum.group(1))).isPositive();
        assertThat(number(sum.group(1)) + number(sum.group(2))).isEqualTo(number(sum.group(3)));
    }

    @Test
    void demo_portInUse_isOneLineAndExit2() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            CommandRun proxy = CommandRun.of("demo", "--port", port, "--admin-port", "0", "--duration", "1s");
            CommandRun admin = CommandRun.of("demo", "--port", "0", "--admin-port", port, "--duration", "1s");

            for (CommandRun run : new CommandRun[] {proxy, admin}) {
                assertThat(run.exit()).isEqualTo(2);
                assertThat(run.out()).isEmpty();
                assertThat(run.err().lines()).singleElement().asString().contains(port);
            }
        }
    }

    @Test
    void demo_badOptions_areOneLineAndExit2() {
        assertThat(CommandRun.of("demo", "--rate", "0").err())
                .isEqualTo("understudy demo: --rate: 0.0 (expected: more than 0, up to 10000)\n");
        assertThat(CommandRun.of("demo", "--port", "99999").exit()).isEqualTo(2);
        assertThat(CommandRun.of("demo", "--duration", "soon").err())
                .contains("'soon' is no duration (expected: such as 500ms, 30s, 2m or 1h)");
    }

    @Test
    void simulate_badOptions_areOneLineAndExit2() throws Exception {
        assertThat(CommandRun.of("simulate").err()).contains("Missing required option: '--port=P'");
        assertThat(CommandRun.of("simulate", "--port", "0", "--config", "/nowhere.yaml")
                        .err())
                .startsWith("/nowhere.yaml:1:1: (file): no such file");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CommandRun run = CommandRun.of("simulate", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err())
                    .isEqualTo("understudy simulate: --port: " + taken.getLocalPort()
                            + " (expected: a free port on 127.0.0.1)\n");
        }
    }

    @Test
    void demo_terminated_endsWithTheReportAndExit0() throws Exception {
        Process demo = process("demo", "--port", "0", "--admin-port", "0");
        try (BufferedReader out = demo.inputReader()) {
            assertThat(out.readLine()).startsWith("understudy demo: proxy http://127.0.0.1:");
            // Not destroy(), which closes what is to be read.
            demo.toHandle().destroy();

            assertThat(out.lines()).anyMatch(line -> line.startsWith("MIRRORED"));
            assertThat(demo.waitFor()).isZero();
        } finally {
            demo.destroyForcibly();
        }
    }

    @Test
    void simulate_terminated_exits0() throws Exception {
        Process simulate = process("simulate", "--port", "0");
        try (BufferedReader out = simulate.inputReader()) {
            String first = out.readLine();
            assertThat(first).startsWith("simulator on http://127.0.0.1:").contains("sim-large");
            simulate.toHandle().destroy();

            assertThat(simulate.waitFor()).isZero();
        } finally {
            simulate.destroyForcibly();
        }
    }

    private static Process process(String... arguments) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                Understudy.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }
}
