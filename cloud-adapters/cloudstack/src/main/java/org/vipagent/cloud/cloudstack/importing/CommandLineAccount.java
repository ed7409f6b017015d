package org.vipagent.cloud.cloudstack.importing;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.Credentials;
import org.vipagent.cloud.cloudstack.Regions;

/**
 * The account that one of IDCF's command lines is set up for: {@code ~/.idcfrc} of cloudstack-api (section
 * {@code [account]} with {@code host}, {@code api_key}, {@code secret_key}), or {@code config.ini} of idcfcloud-cli
 * (section {@code [default]} with {@code api_key}, {@code secret_key} and, if it is set, {@code region}).
 *
 * @param endpoint the API's address, where the file tells it
 */
public record CommandLineAccount(Credentials credentials, Optional<URI> endpoint) {
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int ROOT = 0;

    /**
     * Reads the file. It has to belong to root or to the user of this process, and to be readable for nobody else.
     *
     * @throws AccountFileException if it cannot be used
     */
    public static CommandLineAccount read(Path file) throws AccountFileException {
        try {
            demandPrivate(file);
            return of(IniFile.parse(file, Files.readString(file, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            throw new AccountFileException(file + ": no such file");
        } catch (IOException e) {
            // Only the class: the text of some of these exceptions quotes what was read.
            throw new AccountFileException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static void demandPrivate(Path file) throws IOException, AccountFileException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new AccountFileException(file + " is not a regular file");
        }
        int owner = (Integer) Files.getAttribute(file, "unix:uid");
        int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (owner != ROOT && owner != self) {
            throw new AccountFileException(file + " belongs to user " + owner + "; run: chown root:root " + file);
        }
        if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new AccountFileException(
                    file + " holds secrets and others have access to it; run: chmod 600 " + file);
        }
    }

    private static CommandLineAccount of(IniFile file) throws AccountFileException {
        String section = file.has("account") ? "account" : "default";
        if (!file.has(section)) {
            throw new AccountFileException(file.name()
                    + " has neither a section [account], as ~/.idcfrc, nor [default]," + " as config.ini of idcfcloud");
        }
        Credentials credentials = new Credentials(
                file.demand(section, "api_key").text(),
                file.demand(section, "secret_key").text());
        Optional<IniFile.Value> host = file.find(section, "host");
        Optional<IniFile.Value> region = file.find(section, "region");
        if (host.isPresent()) {
            return new CommandLineAccount(credentials, Optional.of(endpoint(file, host.get())));
        }
        return region.isPresent() && !region.get().text().equals("default")
                ? new CommandLineAccount(credentials, Optional.of(region(file, region.get())))
                : new CommandLineAccount(credentials, Optional.empty());
    }

    private static URI endpoint(IniFile file, IniFile.Value host) throws AccountFileException {
        try {
            URI uri = new URI(host.text().contains("://") ? host.text() : "https://" + host.text() + "/client/api");
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below, together with what is well formed but no http address.
        }
        throw file.wrong(host.line(), "host is no http or https address without a user name");
    }

    private static URI region(IniFile file, IniFile.Value region) throws AccountFileException {
        try {
            return Regions.endpoint(region.text());
        } catch (IllegalArgumentException e) {
            throw file.wrong(region.line(), e.getMessage());
        }
    }
}
