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

    void addTo(Router router) {
        ApiResponse page = resource("page/index.html", "text/html; charset=utf-8");
        ApiResponse description = resource("openapi.json", "application/json");
        Map<String, ApiResponse> files = SCRIPTS.stream()
                .collect(Collectors.toMap(
                        Function.identity(), name -> resource("page/" + name, "text/javascript; charset=utf-8")));
        files.put("page.css", resource("page/page.css", "text/css; charset=utf-8"));
        router.open("/", request -> page);
        router.open("/page/{file}", request -> file(files, request.segments().get(FILE)));
        router.open("/api/v1/openapi.json", request -> description);
    }

    private static ApiResponse file(Map<String, ApiResponse> files, String name) {
        ApiResponse found = files.get(name);
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
