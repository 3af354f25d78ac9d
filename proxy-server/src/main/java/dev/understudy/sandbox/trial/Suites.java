package dev.understudy.sandbox.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The suites by name, and those in files. */
public final class Suites {
    public static final List<String> ALL = List.of("edge", "adversarial", "conversations", "load");
    public static final String LOAD = "load";
    private static final int LOAD_SIZE = 200;

    private Suites() {}

    /**
     * The cases of a suite, but for {@value #LOAD}.
     *
     * @param name one of {@link #ALL}, or a file
     * @throws IllegalArgumentException for a file that is none of cases
     */
    public static List<Case> cases(String name, Scene scene) throws IOException {
        return switch (name) {
            case "edge" -> EdgeCases.of(scene);
            case "adversarial" -> CaseFile.resource("adversarial.jsonl", scene);
            case "conversations" -> ConversationCases.of(scene);
            default -> CaseFile.read(Path.of(name), scene);
        };
    }

    /** What is asked at once: ordinary customers. */
    public static List<Case> load(Scene scene) {
        List<Case> load = new ArrayList<>();
        for (int i = 0; i < LOAD_SIZE; i++) {
            String words = "I would like a refund for order L" + i + ", bought " + (i % 60 + 1) + " days ago and "
                    + (i % 3 == 0 ? "used." : "unused.");
            load.add(new Case("load/" + i, LOAD, scene.path(), scene.asking(words), Expectation.OK));
        }
        return load;
    }
}
