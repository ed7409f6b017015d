package org.vipagent.daemon.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which vipagent this is, from its own jar. */
public final class Version implements IVersionProvider {
    /** The number alone. */
    public static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "vipagent " + number() + " (Java " + Runtime.version().feature() + ")"
        };
    }
}
