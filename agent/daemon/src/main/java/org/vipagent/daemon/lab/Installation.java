package org.vipagent.daemon.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start this program once more.
 *
 * @param words the launcher of the installation that runs, or Java with this class path where there is none
 */
public record Installation(List<String> words) {
    /** Names the installation's directory, for programs that do not run out of it themselves. */
    public static final String HOME_PROPERTY = "vipagent.home";

    private static final String MAIN = "org.vipagent.daemon.Main";

    public Installation {
        words = List.copyOf(words);
    }

    /** Finds it by the property, then by where the jars are, and else falls back to plain Java. */
    public static Installation running() {
        String classPath = System.getProperty("java.class.path", "");
        String home = System.getProperty(HOME_PROPERTY);
        Path launcher = home != null ? launcherIn(Path.of(home)) : launcherBeside(classPath);
        return Files.isExecutable(launcher) ? new Installation(List.of(launcher.toString())) : plainJava(classPath);
    }

    private static Path launcherBeside(String classPath) {
        Path first = Path.of(classPath.split(":", 2)[0]).toAbsolutePath();
        Path libraries = first.getParent();
        return libraries == null || libraries.getParent() == null ? first : launcherIn(libraries.getParent());
    }

    private static Path launcherIn(Path home) {
        return home.toAbsolutePath().resolve("bin").resolve("vipagent");
    }

    private static Installation plainJava(String classPath) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Installation(List.of(
                java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-cp", classPath, MAIN));
    }

    /** The program with arguments. */
    List<String> with(String... arguments) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(arguments));
        return all;
    }
}
