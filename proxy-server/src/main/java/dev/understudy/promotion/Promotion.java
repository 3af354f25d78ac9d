package dev.understudy.promotion;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.configfile.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A candidate that becomes live in a configuration file: worked out and checked whole, and written only when it is asked to. Everything else
 * in the file keeps its layout, comments, quotes and order. Immutable.
 */
public final class Promotion {
    private final ConfigText before;
    private final ConfigText after;
    private final Loaded loaded;
    private final Target target;

    private Promotion(ConfigText before, ConfigText after, Loaded loaded, Target target) {
        this.before = before;
        this.after = after;
        this.loaded = loaded;
        this.target = target;
    }

    /**
     * Works out what the file would say.
     *
     * @param wholeRoute whether a shadow that sees only some of the route's requests may become live for all of them
     * @throws UnpromotableException where it cannot be, and why
     */
    public static Promotion plan(ConfigFile file, String shadow, boolean wholeRoute) throws IOException {
        ConfigText before = ConfigText.read(file.path());
        Loaded loaded =
                sound(file.check(before.yaml()), file.path() + ": is refused (expected: a valid configuration)");
        Target target = Target.of(loaded.config(), shadow);
        String when = target.shadow().when();
        if (when != null && !wholeRoute) {
            throw new UnpromotableException(
                    "shadows[" + shadow + "].when: the candidate was tried on some requests of route "
                            + target.route().name()
                            + " only, and live answers all of them (expected: no when, or --whole-route)");
        }
        ConfigText after = before.withYaml(edited(before.yaml(), target));
        Loaded promoted = sound(
                file.check(after.yaml()),
                "the file cannot be changed in place: what would come of it is refused (expected: an edit by hand)");
        if (!promoted.config().equals(target.config())) {
            throw new UnpromotableException("the file cannot be changed in place: what would come of it means something"
                    + " else than the candidate (expected: an edit by hand)");
        }
        return new Promotion(before, after, loaded, target);
    }

    private static String edited(String yaml, Target target) {
        try {
            return LiveEdit.of(yaml, target);
        } catch (IllegalArgumentException odd) {
            throw new UnpromotableException("the file cannot be changed in place: " + odd.getMessage());
        }
    }

    static Loaded sound(ConfigLoad load, String otherwise) {
        if (load instanceof Loaded sound) {
            return sound;
        }
        throw new UnpromotableException(
                otherwise,
                load.problems().stream()
                        .filter(Problem::isError)
                        .map(Problem::toString)
                        .toList());
    }

    /** The configuration as it was read. */
    public ProxyConfig config() {
        return loaded.config();
    }

    /** The shadow whose candidate gets the part. */
    public ShadowConfig shadow() {
        return target.shadow();
    }

    /** The file that is written, symbolic links followed. */
    public Path place() {
        return before.place();
    }

    /** What differs, as a unified diff; secrets masked. */
    public List<String> difference() {
        String name = before.place().getFileName().toString();
        return Difference.between(name, before.content(), name, after.content()).stream()
                .map(loaded::mask)
                .toList();
    }

    /** What somebody should know who reads the difference. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        ShadowConfig shadow = target.shadow();
        RouteConfig route = target.route();
        if (shadow.when() != null) {
            notes.add("the candidate was tried where " + loaded.mask(String.valueOf(shadow.when()))
                    + ", and is live for every request of route " + route.name() + " now");
        }
        if (target.moves()) {
            notes.add("live goes to " + shadow.candidate().upstream().url() + ", with the timeouts of the candidate's"
                    + " upstream; what clients send beside the credentials that are replaced goes there too");
        } else if (!shadow.candidate().credentials().headers().isEmpty()) {
            notes.add("the candidate's credentials are not taken over: the origin is the same, and live goes on with "
                    + (route.liveCredentials() == null ? "those of its clients" : "its own"));
        }
        for (ShadowConfig other : loaded.config().shadows()) {
            if (other != shadow && other.route().equals(route.name())) {
                notes.add(
                        "shadow " + other.name() + " is a patch over the same live: its candidate changes with it, and"
                                + " its evidence starts anew");
            }
        }
        return notes;
    }

    /**
     * Writes the file, and beside it what undoing takes.
     *
     * @return where the latter is
     * @throws UnpromotableException where the file was changed since it was read
     */
    public Path write(Standing standing, Instant now) throws IOException {
        if (!ConfigText.read(before.place()).equals(before)) {
            throw new UnpromotableException(before.place() + ": was changed just now (expected: try again)");
        }
        // First: a crash in between leaves a backup that says nothing was done, and no promotion that cannot be undone.
        new Backup(target.shadow().name(), now, standing, before.content(), after.content()).write(before.place());
        after.write();
        return Backup.beside(before.place());
    }
}
