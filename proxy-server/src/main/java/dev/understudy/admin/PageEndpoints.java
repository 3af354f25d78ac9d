package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The web page and the API's description. They hold no data, so they need no token; what the page then asks for does. */
final class PageEndpoints {
    /** Position of the file in {@code /page/FILE}. */
    private static final int FILE = 1;

    private static final List<String> SCRIPTS = List.of(
            "api.js",
            "audit.js",
            "charts.js",
            "diff.js",
            "dom.js",
            "example.js",
            "main.js",
            "overview.js",
            "parts.js",
            "shadow.js",
            "tail.js");

    /** Read with the first request for one of them. */
    private static final class Files {
        static final ApiResponse PAGE = resource("page/index.html", "text/html; charset=utf-8");
        static final ApiResponse DESCRIPTION = resource("openapi.json", "application/json");
        static final Map<String, ApiResponse> PARTS = parts();

        private Files() {}

        private static Map<String, ApiResponse> parts() {
            Map<String, ApiResponse> parts = SCRIPTS.stream()
                    .collect(Collectors.toMap(
                            Function.identity(), name -> resource("page/" + name, "text/javascript; charset=utf-8")));
            parts.put("page.css", resource("page/page.css", "text/css; charset=utf-8"));
            return parts;
        }
    }

    void addTo(Router router) {
        router.open("/", request -> Files.PAGE);
        router.open("/page/{file}", request -> file(request.segments().get(FILE)));
        router.open("/api/v1/openapi.json", request -> Files.DESCRIPTION);
    }

    private static ApiResponse file(String name) {
        ApiResponse found = Files.PARTS.get(name);
        if (found == null) {
            throw new Refusal(404, "path: nothing here (expected: a file of the page)");
        }
        return found;
    }

    private static ApiResponse resource(String name, String contentType) {
        try (InputStream in = Objects.requireNonNull(PageEndpoints.class.getResourceAsStream(name), name)) {
            return new ApiResponse.Whole(200, contentType, in.readAllBytes(), Map.of());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
