package dev.understudy.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.config.NamesConfig;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.PolicyConfig.Detector;
import dev.understudy.config.PolicyConfig.Media;
import dev.understudy.privacy.PseudonymKeys;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymiser.Replaced;
import dev.understudy.privacy.Pseudonymisers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A privacy policy whose names a model tells. */
class ModelPolicyTest {
    private static final PseudonymKeys KEYS = PseudonymKeys.fixed("key".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        TinyModel.usual().write(folder);
    }

    private PolicyConfig policy(int characters) {
        return policy(new NamesConfig(folder, characters));
    }

    private static PolicyConfig policy(NamesConfig names) {
        Set<Detector> detect = EnumSet.copyOf(PolicyConfig.DEFAULT.detect());
        detect.add(Detector.NAME);
        return new PolicyConfig("people", detect, Media.SKIP, List.of(), List.of(), List.of(), names);
    }

    private Pseudonymiser people() {
        return Pseudonymisers.of(policy(NamesConfig.CHARACTERS), KEYS);
    }

    private static ObjectNode body(String... messages) {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("model", "m");
        for (String message : messages) {
            body.withArray("messages").addObject().put("role", "user").put("content", message);
        }
        return body;
    }

    private static String message(ObjectNode body, int index) {
        return body.path("messages").path(index).path("content").stringValue();
    }

    private static Completion said(String text) {
        return new Completion(text, null, null, List.of(), FinishReason.STOP, "m", null, null, 0, 0);
    }

    @Test
    void replacements_namesOfTheModel_haveTheirKindAndNothingElseIsTouched() {
        List<Replaced> replaced =
                people().replacements("I, Rubija Fada, live in New York. Zanzibar Gazette jane@corp.com");
        assertThat(replaced).extracting(Replaced::type).containsExactly("PERSON", "LOCATION", "EMAIL_ADDRESS");
        assertThat(replaced.get(0).replacement()).matches("[A-Z][a-z]{6} [A-Z][a-z]{6}");
    }

    @Test
    void request_wordsOfAName_haveOnePseudonymEverywhere() {
        Pseudonymiser privacy = people().forExchange();
        ObjectNode body = body("Fada is in", "my name is Rubija Fada", "{\"note\": \"ask Rubija\"}");
        privacy.request(body);
        String name = message(body, 1).substring("my name is ".length());
        assertThat(name).doesNotContain("Rubija", "Fada");
        assertThat(message(body, 0)).as("told by a later message").isEqualTo(name.split(" ")[1] + " is in");
        assertThat(message(body, 2)).contains("ask " + name.split(" ")[0]);
        Completion answer = privacy.answer(said("hello Fada, fada"));
        assertThat(answer.text())
                .isEqualTo("hello " + name.split(" ")[1] + ", " + name.split(" ")[1].toLowerCase(Locale.ROOT));
        assertThat(privacy.answer(said("hello " + name)).text())
                .as("an answer that quotes it")
                .isEqualTo("hello " + name);
    }

    @Test
    void request_moreThanTheModelReads_isLeftToLists() {
        Pseudonymiser privacy = Pseudonymisers.of(policy(256), KEYS).forExchange();
        ObjectNode body = body("a ".repeat(125) + "Blue Heron met Theodore Roosevelt", "and jane");
        privacy.request(body);
        assertThat(message(body, 1))
                .as("the end of a conversation is read first")
                .doesNotContain("jane");
        assertThat(message(body, 0)).contains("Blue Heron").doesNotContain("Theodore", "Roosevelt");
    }

    @Test
    void request_tenMegabytes_areReadUpToTheBoundOnly() {
        Pseudonymiser privacy = Pseudonymisers.of(policy(1024), KEYS).forExchange();
        ObjectNode body = body("a b ".repeat(2_500_000) + "Theodore Roosevelt was here");
        privacy.request(body);
        assertThat(message(body, 0)).doesNotContain("Roosevelt").startsWith("a b a b");
    }

    @Test
    void replacements_nobodyWaits_theModelReadsAllOfIt() {
        Pseudonymiser privacy = Pseudonymisers.of(policy(256), KEYS);
        assertThat(privacy.replacements("a ".repeat(1000) + "rubija and jane"))
                .extracting(Replaced::type)
                .containsExactly("PERSON");
    }

    @Test
    void replacements_listsBesideTheModel_findWhatEitherFinds() {
        String text = "I met Theodore Roosevelt and rubija and jane";
        assertThat(people().replacements(text)).extracting(Replaced::type).containsExactly("PERSON");
        Pseudonymiser both = Pseudonymisers.of(policy(new NamesConfig(folder, 1000, true)), KEYS);
        assertThat(both.replacements(text)).extracting(Replaced::start).containsExactly(6, 40);
    }

    @Test
    void of_modelThatIsGone_isRefused() throws Exception {
        Files.delete(folder.resolve("config.json"));
        assertThatThrownBy(this::people).hasMessageContaining("config.json");
    }
}
