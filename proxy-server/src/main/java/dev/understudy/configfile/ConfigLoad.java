package dev.understudy.configfile;

import dev.understudy.config.ProxyConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What came of reading a configuration file. */
public sealed interface ConfigLoad {
    /** Everything found, in the order of the file. */
    List<Problem> problems();

    /** The file itself and every file it refers to, found or not: what to watch. */
    Set<Path> files();

    /**
     * A sound configuration.
     *
     * @param problems warnings only
     */
    final class Loaded implements ConfigLoad {
        private final ProxyConfig config;
        private final List<Problem> problems;
        private final Set<Path> files;
        private final Secrets secrets;
        private final Set<String> keys;

        Loaded(ProxyConfig config, List<Problem> problems, Set<Path> files, Secrets secrets, Set<String> keys) {
            this.config = config;
            this.problems = problems;
            this.files = Set.copyOf(files);
            this.secrets = secrets;
            this.keys = Set.copyOf(keys);
        }

        public ProxyConfig config() {
            return config;
        }

        @Override
        public List<Problem> problems() {
            return problems;
        }

        @Override
        public Set<Path> files() {
            return files;
        }

        /** The text with every secret of this configuration in it masked. */
        public String mask(String text) {
            return secrets.mask(text);
        }

        Set<String> keys() {
            return keys;
        }
    }

    /** A file that cannot be used; at least one of the problems is an error. */
    record Refused(List<Problem> problems, Set<Path> files) implements ConfigLoad {
        public Refused {
            problems = List.copyOf(problems);
            files = Set.copyOf(files);
        }
    }
}
