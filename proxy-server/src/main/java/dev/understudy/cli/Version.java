package dev.understudy.cli;

import picocli.CommandLine.IVersionProvider;

/** {@code --version}: ours, and what we run on. */
final class Version implements IVersionProvider {
    /** From the jar's manifest; classes run from a folder have none. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "understudy " + number(),
            "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch")
        };
    }
}
