package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that was never meant for us, given by mistake: it is refused, and its content stays where it is. */
final class ForeignFileTest {
    @TempDir
    Path folder;

    private ConfigFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new ConfigFixture(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root:$6$hunter2hunter2:19000:0:99999:7:::\ndaemon:*:19000:0:99999:7:::\n",
                "hunter2",
                "the hunter2 of: everything\n",
                "$6$hunter2: 1\n",
                "hunter2/hunter2=: x\n",
                "? hunter2 in a long sentence that nobody would take for a key\n: 1\n",
                "hunter2 a: 1\nhunter2 a: 2\n",
                "{ [hunter2]: 1 }\n",
                "a: *hunter2/secret\n",
                "a: !hunter2 b\n",
                "-----BEGIN PRIVATE KEY-----\nhunter2hunter2hunter2\n-----END PRIVATE KEY-----\n",
                "API_TOKEN=hunter2\nOTHER=hunter2\n",
                "password: hunter2\n",
                "listen: 127.0.0.1:1\nroutes: some hunter2 words\n",
                "listen: 127.0.0.1:1\nroutes: [ some hunter2 words ]\n",
                "hunter2: [ unclosed\n  hunter2\n",
                "\thunter2: 1\n",
                "a: 'hunter2\n",
            })
    void load_foreignContent_isNotRepeated(String content) {
        List<String> problems = fixture.problems(content);
        assertThat(problems).isNotEmpty();
        assertThat(problems).noneMatch(problem -> problem.contains("hunter2"));
    }

    @Test
    void load_keyThatLooksLikeNone_saysSoAtItsPlace() {
        assertThat(fixture.problems(ConfigFixture.shadow("'what is this?': 1")))
                .singleElement()
                .asString()
                .startsWith(
                        "understudy.yaml:8:5: shadows[0].(line): is not understandable (expected: one of name, route");
    }
}
