package dev.understudy.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The page and the description of the API. They hold no data, so they need no token; what the page then asks for does. */
final class PageEndpoints {
    void addTo(Router router) {
        ApiResponse page = resource("page.html", "text/html; charset=utf-8");
        ApiResponse script = resource("page.js", "text/javascript; charset=utf-8");
        ApiResponse style = resource("page.css", "text/css; charset=utf-8");
        ApiResponse description = resource("openapi.json", "application/json");
        router.open("/", request -> page);
        router.open("/page.js", request -> script);
        router.open("/page.css", request -> style);
        router.open("/api/v1/openapi.json", request -> description);
    }

    private static ApiResponse resource(String name, String contentType) {
        try (InputStream in = Objects.requireNonNull(PageEndpoints.class.getResourceAsStream(name), name)) {
            return new ApiResponse.Whole(200, contentType, in.readAllBytes(), Map.of());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
