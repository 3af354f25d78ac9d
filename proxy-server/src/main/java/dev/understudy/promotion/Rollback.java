package dev.understudy.promotion;

import dev.understudy.config.ProxyConfig;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.configfile.ConfigLoad.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** The last promotion of a configuration file, undone to the byte. Immutable. */
public final class Rollback {
    private final ConfigText now;
    private final Backup backup;
    private final Loaded restored;
    private final UnaryOperator<String> mask;

    private Rollback(ConfigText now, Backup backup, Loaded restored, UnaryOperator<String> mask) {
        this.now = now;
        this.backup = backup;
        this.restored = restored;
        this.mask = mask;
    }

    /**
     * Finds out what undoing would do.
     *
     * @throws UnpromotableException where there is nothing to undo, or the file was changed since: the details show how
     */
    public static Rollback plan(ConfigFile file) throws IOException {
        ConfigText now = ConfigText.read(file.path());
        Backup backup = Backup.read(now.place());
        UnaryOperator<String> mask = mask(file, now, backup);
        if (now.content().equals(backup.before())) {
            throw new UnpromotableException(now.place() + ": is as it was before " + backup.shadow()
                    + " was promoted, so there is nothing to undo (expected: as the promotion left it)");
        }
        if (!now.content().equals(backup.after())) {
            String name = now.place().getFileName().toString();
            List<String> changed =
                    Difference.between(name + " as promoted", backup.after(), name + " as it is", now.content())
                            .stream()
                            .map(mask)
                            .toList();
            throw new UnpromotableException(
                    now.place() + ": was changed since " + backup.shadow()
                            + " was promoted (expected: as the promotion left it; what differs is shown above)",
                    changed);
        }
        Loaded restored = Promotion.sound(
                file.check(new ConfigText(now.place(), backup.before()).yaml()),
                "what was there before is refused now (expected: a valid configuration)");
        return new Rollback(now, backup, restored, mask);
    }

    /** Masks the secrets of all three texts, as far as they can be read as configurations. */
    private static UnaryOperator<String> mask(ConfigFile file, ConfigText now, Backup backup) {
        List<ConfigLoad> loads = List.of(
                file.check(now.yaml()),
                file.check(new ConfigText(now.place(), backup.before()).yaml()),
                file.check(new ConfigText(now.place(), backup.after()).yaml()));
        return text -> {
            String masked = text;
            for (ConfigLoad load : loads) {
                masked = load instanceof Loaded loaded ? loaded.mask(masked) : masked;
            }
            return masked;
        };
    }

    /** Who had got the part. */
    public String shadow() {
        return backup.shadow();
    }

    /** The configuration that comes back. */
    public ProxyConfig config() {
        return restored.config();
    }

    public Path place() {
        return now.place();
    }

    /** What differs, as a unified diff; secrets masked. */
    public List<String> difference() {
        String name = now.place().getFileName().toString();
        return Difference.between(name, now.content(), name, backup.before()).stream()
                .map(mask)
                .toList();
    }

    /**
     * Writes the file as it was. The way back is gone then.
     *
     * @throws UnpromotableException where the file was changed since it was read
     */
    public void write() throws IOException {
        if (!ConfigText.read(now.place()).equals(now)) {
            throw new UnpromotableException(now.place() + ": was changed just now (expected: try again)");
        }
        new ConfigText(now.place(), backup.before()).write();
        Files.deleteIfExists(Backup.beside(now.place()));
    }
}
