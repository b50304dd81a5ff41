package vn.gov.most.dataplan.security;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The spellings of one path that a server, a filter and a framework may read differently. */
final class Spellings {

    private Spellings() {}

    /** At least a dozen spellings; the unchanged path is the first. */
    static List<String> of(String path) {
        if (path.equals("/")) {
            return List.of(
                    "/",
                    "//",
                    "/.",
                    "/./",
                    "/;x=y",
                    "/;",
                    "/;jsessionid=0123456789ABCDEF0123456789ABCDEF",
                    "/%2e",
                    "/x/..",
                    "/x/%2e%2e",
                    "/login/..;/",
                    "/%2F",
                    "/%00",
                    "/?continue");
        }
        int second = path.indexOf('/', 1);
        String head = second < 0 ? path : path.substring(0, second);
        String tail = second < 0 ? "" : path.substring(second);
        int lastSlash = path.lastIndexOf('/', path.length() - 2);
        String parent = path.substring(0, lastSlash);
        String name = path.substring(lastSlash + 1);
        return Stream.of(
                        path,
                        // slashes
                        path + "/",
                        "/" + path,
                        head + "/" + tail,
                        (parent.isEmpty() ? "/" : parent) + "%2F" + name,
                        head + "%2f" + tail,
                        (parent.isEmpty() ? "/" : parent) + "%5C" + name,
                        // matrix parameters
                        head + ";x=y" + tail,
                        path + ";x=y",
                        path + ";jsessionid=0123456789ABCDEF0123456789ABCDEF",
                        head + ";jsessionid=0123456789ABCDEF0123456789ABCDEF" + tail,
                        path + ";",
                        path + "%3Bx=y",
                        // dots
                        "/." + path,
                        parent + "/./" + name,
                        parent + "/%2e/" + name,
                        head + "/x/.." + tail,
                        head + "/x/%2e%2e" + tail,
                        head + "/x/..;" + tail,
                        "/login/.." + path,
                        "/login/..;" + path,
                        "/login/%2E%2E" + path,
                        "/camunda/app/tasklist/.." + path,
                        parent + "/%252e%252e/" + name,
                        // letters
                        path.toUpperCase(Locale.ROOT),
                        parent + "/%" + Integer.toHexString(name.charAt(0)) + name.substring(1),
                        path.replace("-", "%2D"),
                        // ends
                        path + "%00",
                        path + "%0a",
                        path + "%20",
                        path + ".json",
                        path + "?continue")
                .distinct()
                .toList();
    }
}
