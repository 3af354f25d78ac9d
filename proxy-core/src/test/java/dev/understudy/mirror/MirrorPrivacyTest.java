package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymisers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What leaves under a policy. */
class MirrorPrivacyTest {
    @Test
    void privacy_on_allButTheControlsRequestIsPseudonymised() {
        Pseudonymiser stars = new Pseudonymiser() {
            @Override
            public void request(ObjectNode body) {
                body.put("user", "***");
            }

            @Override
            public String value(String name, String value) {
                return value;
            }

            @Override
            public Completion answer(Completion completion) {
                return Completion.failed(ErrorKind.OTHER, "***");
            }
        };
        try (Stage stage = new Stage(stars).apply(Configs.shadow("s").control(100))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(2);
            assertThat(new String(stage.caller.control(0).request.body())).doesNotContain("***");
            stage.caller.candidate(0).answers("a");
            stage.caller.control(0).answers("b");
            stage.liveEnds(live);
            stage.awaitEnded("s:compared");
            assertThat(stage.compared.get(0).control().completion().error().message())
                    .isEqualTo("***");
            assertThat(new String(stage.caller.candidate(0).request.body())).contains("\"user\":\"***\"");
            assertThat(stage.compared.get(0).request().get("user").stringValue())
                    .isEqualTo("***");
            assertThat(stage.compared.get(0).live().completion().error().message())
                    .isEqualTo("***");
        }
    }

    @Test
    void privacy_picture_isSkippedUnlessThePolicyLetsItOut() {
        String picture = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"https://x.test/y.png\"}}]}]}";
        try (Stage stage = new Stage(Pseudonymisers.of("default", "key")).apply(Configs.shadow("s"))) {
            stage.offer(new FakeLive(Bodies.utf8(picture)));
            stage.awaitEnded("s:skipped_media");
            assertThat(stage.caller.calls).isEmpty();
        }
        try (Stage stage = new Stage(Pseudonymiser.OFF).apply(Configs.shadow("s"))) {
            stage.offer(new FakeLive(Bodies.utf8(picture)));
            stage.awaitCalls(1);
        }
    }
}
