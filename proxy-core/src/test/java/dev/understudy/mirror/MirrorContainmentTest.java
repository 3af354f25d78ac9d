package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.ContainmentConfig;
import dev.understudy.config.ContainmentConfig.ServerTools;
import dev.understudy.config.ContainmentConfig.Store;
import org.junit.jupiter.api.Test;

class MirrorContainmentTest {
    private static final byte[] SEARCHING = Bodies.utf8("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\","
            + "\"content\":\"hi\"}],\"web_search_options\":{},\"tools\":[{\"type\":\"code_interpreter\"}]}");

    @Test
    void offer_serverTools_candidateGoesWithoutThemAndTheyAreCounted() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").control(100))) {
            FakeLive live = stage.offer(new FakeLive(SEARCHING));
            stage.awaitCalls(2);
            assertThat(new String(stage.caller.candidate(0).request.body()))
                    .doesNotContain("web_search_options", "code_interpreter");
            stage.caller.candidate(0).answers("a");
            stage.caller.control(0).answers("b");
            stage.liveEnds(live);
            stage.awaitEnded("s:compared");
            assertThat(stage.serverToolsRemoved).hasValue(2);
        }
    }

    @Test
    void offer_serverToolsOfAShadowThatSkipsThem_isSkippedAndCounted() {
        ContainmentConfig skip = new ContainmentConfig(Store.FORCE, Store.FORCE, ServerTools.SKIP);
        try (Stage stage = new Stage().apply(Configs.shadow("s").containment(skip))) {
            stage.offer(new FakeLive(SEARCHING));
            stage.awaitEnded("s:skipped_server_tools");
            assertThat(stage.caller.calls).isEmpty();
            assertThat(stage.serverToolsRemoved).hasValue(0);
        }
    }
}
