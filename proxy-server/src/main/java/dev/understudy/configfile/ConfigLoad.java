package dev.understudy.configfile;

import dev.understudy.config.ProxyConfig;
import java.util.List;
import java.util.Set;

/** What came of reading a configuration file. */
public sealed interface ConfigLoad {
    /** Everything found, in the order of the file. */
    List<Problem> problems();

    /** The file itself and every file it refers to, found or not, as this reading saw them: what to watch. */
    Fingerprint fingerprint();

    /** A sound configuration; its problems are warnings only. */
    final class Loaded implements ConfigLoad {
        private final ProxyConfig config;
        private final List<Problem> problems;
        private final Fingerprint fingerprint;
        private final Secrets secrets;
        private final Set<String> keys;

        Loaded(ProxyConfig config, List<Problem> problems, Fingerprint fingerprint, Secrets secrets, Set<String> keys) {
            this.config = config;
            this.problems = problems;
            this.fingerprint = fingerprint;
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
        public Fingerprint fingerprint() {
            return fingerprint;
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
    record Refused(List<Problem> problems, Fingerprint fingerprint) implements ConfigLoad {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
