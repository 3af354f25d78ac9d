package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page in a real browser, on the demo: what an operator does with it, and what everybody must be able to see. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class PageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Path chromium;
    private static DemoProcess demo;

    @BeforeAll
    static void startDemo() throws IOException {
        chromium = Programs.require("chromium");
        demo = new DemoProcess(folder);
        Awaitility.await().atMost(PATIENCE).until(() -> demo.log().contains("compared"));
    }

    @AfterAll
    static void stopDemo() throws InterruptedException {
        if (demo != null) {
            demo.close();
        }
    }

    private static String at(String place) {
        return "http://127.0.0.1:" + demo.adminPort() + "/" + place;
    }

    @Test
    void shadow_switchedOffAndOn_trafficStopsAndGoesOn() {
        try (Browser browser = new Browser(chromium, ColorScheme.LIGHT)) {
            Page page = browser.page();
            page.navigate(at(""));
            Locator toggle = page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Shadow refund-v2"));
            toggle.click();
            page.locator("article .badge", new Page.LocatorOptions().setHasText("off"))
                    .first()
                    .waitFor();
            assertThat(toggle.getAttribute("aria-checked")).isEqualTo("false");
            assertThat(page.locator("article .badge.override").first().textContent())
                    .contains("enabled false");
            // What was under way has ended within a second, so from here on nothing is counted.
            long stopped = settled(page);
            assertThat(stopped).isPositive();

            toggle.click();
            page.locator("article .badge.on").first().waitFor();
            Awaitility.await().atMost(PATIENCE).until(() -> eligible(page) > stopped);

            page.navigate(at("#/audit"));
            page.locator("td", new Page.LocatorOptions().setHasText("disable"))
                    .first()
                    .waitFor();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** The number of eligible exchanges once three looks at it, each after a refresh, found the same. */
    private static long settled(Page page) {
        long[] seen = {-1, -2, -3};
        Awaitility.await().atMost(PATIENCE).until(() -> {
            page.waitForResponse(response -> response.url().endsWith("/api/v1/shadows"), () -> {});
            seen[0] = seen[1];
            seen[1] = seen[2];
            seen[2] = eligible(page);
            return seen[0] == seen[1] && seen[1] == seen[2];
        });
        return seen[2];
    }

    private static long eligible(Page page) {
        String text = page.locator("article .funnel .count").first().textContent();
        return Long.parseLong(text.replace(",", ""));
    }

    @Test
    void examples_withoutContent_sayWhatWasMeasured() {
        String entry =
                "{'sequence': %d, 'id': 'x-1', 'at': '2026-01-02T03:04:05Z', 'shadow': 'refund-v2', 'comparator': '%s',"
                        + " 'result': 'mismatch', 'divergence': 0.4, 'live': {%s}, 'other': {%s}, 'reason': null, 'explanation': null}";
        String answer = "{'comparisons': ["
                + String.format(
                        entry,
                        2,
                        "latency",
                        "'first_token_seconds': 0.43, 'total_seconds': 1.5",
                        "'first_token_seconds': 0.25, 'total_seconds': 0.423")
                + ", "
                + String.format(entry, 1, "exact", "", "") + "]}";
        try (Browser browser = new Browser(chromium, ColorScheme.LIGHT)) {
            Page page = browser.page();
            page.route(
                    "**/api/v1/comparisons?**",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody(answer.replace('\'', '"'))));
            page.navigate(at("#/shadow/refund-v2"));
            Locator differs = page.locator("section[aria-label=Examples] tbody td.wide");
            differs.first().waitFor();

            assertThat(differs.allTextContents())
                    .containsExactly("total 1.5 s → 423 ms, first token 430 ms → 250 ms", "content not kept");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everyView_inBothThemes_isThereReadableAndSilent(ColorScheme scheme) throws IOException {
        try (Browser browser = new Browser(chromium, scheme)) {
            Page page = browser.page();
            page.navigate(at(""));
            page.locator("article svg .line").first().waitFor();
            check(browser, "overview", scheme);

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("refund-v2"))
                    .click();
            for (String section :
                    List.of("Verdict", "Effects", "Comparators", "Latency and cost", "Tool calls", "Examples")) {
                page.locator("section[aria-label='" + section + "']").waitFor();
            }
            check(browser, "shadow", scheme);

            page.locator("section[aria-label=Examples] select").first().selectOption("text");
            // The old rows stay until the new ones have come, so the comparator is asked for in the row too.
            // Content is kept of some; their lines quote what differs.
            page.locator(
                            "section[aria-label=Examples] tbody tr:has(td:text-is('text')):has(td.wide:text('% differs')) a")
                    .first()
                    .click();
            page.locator("section[aria-label=Content] del, section[aria-label=Content] ins")
                    .first()
                    .waitFor();
            assertThat(page.locator("section[aria-label=Content] pre").last().textContent())
                    .contains("\"messages\"");
            check(browser, "example", scheme);

            page.navigate(at("#/tail"));
            page.locator("tbody tr").nth(10).waitFor();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause"))
                    .click();
            check(browser, "tail", scheme);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void keyboard_alone_reachesTheSwitchAndOpensAShadow() {
        try (Browser browser = new Browser(chromium, ColorScheme.LIGHT)) {
            Page page = browser.page();
            page.navigate(at(""));
            page.locator("article").first().waitFor();
            page.locator("body").press("Tab");
            assertThat(focused(page)).isEqualTo("Skip to the content");
            tabTo(page, "refund-v2");
            page.keyboard().press("Enter");
            page.locator("section[aria-label=Comparators]").waitFor();
            assertThat(focused(page)).isEqualTo("refund-v2");
        }
    }

    @Test
    void page_ofAServerThatDoesNotAnswer_saysSoAndRecovers() {
        try (Browser browser = new Browser(chromium, ColorScheme.LIGHT)) {
            Page page = browser.page();
            page.navigate(at(""));
            page.locator("article").first().waitFor();
            page.route("**/api/v1/**", Route::abort);
            page.locator("#trouble:visible").waitFor();
            assertThat(page.locator("#trouble").textContent()).contains("has not answered since");
            assertThat(page.locator("article").count()).isPositive();

            page.unroute("**/api/v1/**");
            page.locator("#trouble").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        }
    }

    @Test
    void page_withoutItsToken_isLockedAndSaysWhichOneItTakes() {
        try (Browser browser = new Browser(chromium, ColorScheme.DARK)) {
            Page page = browser.page();
            page.route("**/api/v1/**", route -> route.fulfill(new Route.FulfillOptions().setStatus(401)));
            page.navigate(at(""));
            page.getByLabel("Admin token").fill("wrong");
            page.keyboard().press("Enter");
            page.locator("[role=alert]", new Page.LocatorOptions().setHasText("does not know this token"))
                    .waitFor();
            page.unroute("**/api/v1/**");
            page.getByLabel("Admin token").fill("another");
            page.keyboard().press("Enter");
            page.locator("article").first().waitFor();
        }
    }

    /** Far more than a reader can follow, in one piece: the page shows the last ones, and says what it was not sent. */
    @Test
    void tail_ofThousandsAtOnce_showsTheLatestAndWhatWasMissed() {
        StringBuilder events = new StringBuilder("event: missed\ndata: {\"missed\":77}\n\n");
        for (int i = 1; i <= 3000; i++) {
            events.append("data: {\"id\":\"x-")
                    .append(i)
                    .append("\",\"at\":\"2026-01-01T00:00:00Z\",\"shadow\":\"s\",");
            events.append("\"comparator\":\"text\",\"pair\":\"candidate\",\"result\":\"mismatch\",\"divergence\":0.5,");
            events.append("\"explanation\":\"number ").append(i).append("\"}\n\n");
        }
        try (Browser browser = new Browser(chromium, ColorScheme.LIGHT)) {
            Page page = browser.page();
            // The stream ends with these; the page then follows the proxy's own.
            page.route(
                    "**/comparisons/stream**",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/event-stream")
                            .setBody(events.toString())),
                    new Page.RouteOptions().setTimes(1));
            page.navigate(at("#/tail?shadow=&comparator=&pair=&result="));
            page.locator(".tail td", new Page.LocatorOptions().setHasText("number 3000"))
                    .first()
                    .waitFor();
            assertThat(page.locator(".tail tbody tr").count()).isEqualTo(100);
            assertThat(page.locator(".tail").textContent()).doesNotContain("Invalid");
            page.locator("#state", new Page.LocatorOptions().setHasText("77 too fast"))
                    .waitFor();
        }
    }

    @Test
    void views_onATelephone_areNoWiderThanIt() {
        try (Browser browser = new Browser(chromium, ColorScheme.LIGHT)) {
            Page page = browser.page();
            page.setViewportSize(390, 844);
            for (String place : List.of("", "#/shadow/refund-v2", "#/tail", "#/audit")) {
                page.navigate(at(place));
                page.locator("main .card").first().waitFor();
                assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                        .as(place)
                        .isEqualTo(390);
            }
        }
    }

    /** What the reader opened and chose is still there after the page has drawn itself anew. */
    @Test
    void shadow_refreshed_keepsWhatIsOpenAndFocused() {
        try (Browser browser = new Browser(chromium, ColorScheme.LIGHT)) {
            Page page = browser.page();
            page.navigate(at("#/shadow/refund-v2"));
            Locator means = page.locator("section[aria-label=Comparators] details");
            means.locator("summary").click();
            page.locator("section[aria-label=Effects] select").focus();
            for (int i = 0; i < 2; i++) {
                page.waitForResponse(response -> response.url().endsWith("/history"), () -> {});
                page.waitForResponse(response -> response.url().contains("/api/v1/comparisons"), () -> {});
            }
            assertThat(means.getAttribute("open")).isNotNull();
            assertThat(page.evaluate("() => document.activeElement.tagName")).isEqualTo("SELECT");
        }
    }

    /** Means of the same numbers may differ in their last digit: there is no round number between them to be looked for. */
    @Test
    void charts_ofValuesThatAreAllButTheSame_areDrawn() {
        try (Browser browser = new Browser(chromium, ColorScheme.LIGHT)) {
            Page page = browser.page();
            page.navigate(at(""));
            Object marks = page.evaluate("""
                    async () => {
                      const { lines } = await import('/page/charts.js');
                      const chart = lines({ title: 'all but the same', at: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:05Z'],
                        series: [{ label: 'estimate', kind: 'candidate', values: [0.3, 0.30000000000000004] }] });
                      return chart.querySelectorAll('line.axis').length;
                    }""");
            assertThat((Integer) marks).isBetween(2, 6);
        }
    }

    private static void tabTo(Page page, String text) {
        for (int i = 0; i < 20 && !focused(page).equals(text); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(focused(page)).isEqualTo(text);
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("() => document.activeElement.textContent.trim()"));
    }

    /** Names, headings and contrast (WCAG 2.2: 1.4.3 and 4.1.2), by a script that looks at every element. */
    private static void check(Browser browser, String view, ColorScheme scheme) throws IOException {
        browser.screenshot(view + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
        String script = new String(
                Objects.requireNonNull(PageTest.class.getResourceAsStream("page-check.js"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat((List<?>) browser.page().evaluate(script)).as(view).isEmpty();
    }
}
