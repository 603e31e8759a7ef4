package costperchange.calculator.delivery;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names of repositories, in the one form in which deployments name them: host and path.
public final class Repositories {

    private static final String DEFAULT_HOST = "github.com/";
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");
    private static final Pattern USER = Pattern.compile("^[^/@]*@");
    private static final Pattern PORT = Pattern.compile("^([^/:]+):\\d+/");
    private static final Pattern COPY = Pattern.compile("^([^/:]+):");
    private static final Pattern END = Pattern.compile("(\\.git)?/*$");
    private static final Pattern HOST_AND_PATH = Pattern.compile("[^/\\s]+(/[^/\\s]+)+");

    private Repositories() {}

    /// `github.com/acme/checkout` for that itself, `https://github.com/acme/checkout.git`,
    /// `git@github.com:acme/checkout.git` and `acme/checkout`; empty for what names no repository.
    public static Optional<String> normal(String text) {
        String name = SCHEME.matcher(text.strip()).replaceFirst("");
        name = USER.matcher(name).replaceFirst("");
        name = PORT.matcher(name).replaceFirst("$1/");
        name = COPY.matcher(name).replaceFirst("$1/");
        name = END.matcher(name).replaceFirst("");
        if (!HOST_AND_PATH.matcher(name).matches()) {
            return Optional.empty();
        }
        int slash = name.indexOf('/');
        // A host has a dot, an owner has none.
        boolean ownerAndName =
                slash == name.lastIndexOf('/') && name.substring(0, slash).indexOf('.') < 0;
        return Optional.of(ownerAndName ? DEFAULT_HOST + name : name);
    }
}
