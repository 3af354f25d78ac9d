package dev.understudy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The operator's guide names every outcome, where it is lost, and every endpoint. */
class OperatorsGuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "OPERATIONS.md");

    @Test
    void outcomes_standWhereTheFunnelLosesThem() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(GUIDE)) {
            String[] cells = line.split("\\|");
            boolean outcome = cells.length == 4 && cells[2].strip().matches("|sampled|answered|compared");
            if (outcome && cells[1].strip().matches("`[a-z_]+`")) {
                documented.put(cells[1].strip().replace("`", ""), cells[2].strip());
            }
        }
        Map<String, String> actual = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            actual.put(outcome.label(), lostBefore(outcome));
        }
        assertThat(documented).isEqualTo(actual);
    }

    private static String lostBefore(Outcome outcome) {
        for (JsonNode step : Funnel.steps(FunnelTest.status(Map.of(outcome, 1L), 0))) {
            if (step.get("lost").has(outcome.label())) {
                return step.get("step").asString();
            }
        }
        return "";
    }

    @Test
    void endpoints_areNamed() throws IOException {
        String guide = Files.readString(GUIDE);
        try (AdminFixture admin = new AdminFixture(null)) {
            AdminServer.router(admin.parts()).routes().stream()
                    .filter(route -> route.path().matches("/(api|metrics|healthz|readyz).*"))
                    .map(route -> route.path().replaceAll("\\{([a-z]+)}", "$1"))
                    .map(path -> path.replace("/name", "/NAME").replace("/id", "/ID"))
                    .forEach(path -> assertThat(guide).contains(named(path)));
        }
    }

    /** The guide writes {@code …/disable} beside {@code /enable}. */
    private static String named(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith("/disable") ? "…/disable" : path;
    }
}
