package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A Chromium, {@code IOSTRATA_BROWSER}, with one page, driven over the DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 60;
    private static final int SECONDS_TO_END = 10;

    private final Process process;
    private final Path dir;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final String session;

    private Browser(Process process, Path dir) throws Exception {
        this.process = process;
        this.dir = dir;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address(dir), new Listener())
                .get(SECONDS, TimeUnit.SECONDS);
        var target = send("Target.createTarget", JSON.createObjectNode().put("url", "about:blank"), "");
        var attach = JSON.createObjectNode()
                .put("targetId", target.get("targetId").asText())
                .put("flatten", true);
        this.session =
                send("Target.attachToTarget", attach, "").get("sessionId").asText();
        for (var domain : List.of("Page.enable", "Runtime.enable", "Log.enable")) {
            ask(domain, JSON.createObjectNode());
        }
        var downloads = JSON.createObjectNode()
                .put("behavior", "allow")
                .put("downloadPath", downloads().toString());
        send("Browser.setDownloadBehavior", downloads, "");
    }

    /** @param dir for its profile and downloads */
    static Browser open(Path dir) throws Exception {
        Files.createDirectories(dir.resolve("downloads"));
        var process = new ProcessBuilder(
                        System.getenv("IOSTRATA_BROWSER"),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1280,1000",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + dir.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        try {
            return new Browser(process, dir);
        } catch (Exception failed) {
            end(process);
            throw failed;
        }
    }

    /** Opens a file, and waits until its scripts have run. */
    void visit(Path file) throws Exception {
        events.clear();
        String url = file.toUri().toString();
        ask("Page.navigate", JSON.createObjectNode().put("url", url));
        await(
                "the page to load",
                () -> events.stream()
                                .anyMatch(event -> event.path("method").asText().equals("Page.loadEventFired"))
                        && isAt(url));
    }

    /** Whether this page is there in full; the load event may have been that of the page before. */
    private boolean isAt(String url) throws Exception {
        return evaluate("document.readyState === 'complete' ? location.href : ''")
                .asText()
                .equals(url);
    }

    /** The value of an expression in the page, which throws nothing. */
    JsonNode evaluate(String expression) throws Exception {
        var given = JSON.createObjectNode().put("expression", expression).put("returnByValue", true);
        var answer = ask("Runtime.evaluate", given.put("awaitPromise", true));
        assertThat(answer.path("exceptionDetails").toString()).isEmpty();
        return answer.path("result").path("value");
    }

    /** Errors and warnings on the console, exceptions, and what the security policy refused, since the visit. */
    List<String> complaints() {
        return events.stream()
                .filter(event -> List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
                        .contains(event.path("method").asText()))
                .map(JsonNode::toString)
                .toList();
    }

    /** As a screen in light or dark, or as print; waits until the page has seen the change. */
    void emulate(String media, String scheme) throws Exception {
        var given = JSON.createObjectNode().put("media", media);
        given.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        ask("Emulation.setEmulatedMedia", given);
        evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(0))))");
    }

    /** Presses and releases the mouse there. */
    void click(int x, int y) throws Exception {
        for (var type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            var given = JSON.createObjectNode().put("type", type).put("x", x).put("y", y);
            ask("Input.dispatchMouseEvent", given.put("button", "left").put("clickCount", 1));
        }
    }

    void withoutScript() throws Exception {
        ask("Emulation.setScriptExecutionDisabled", JSON.createObjectNode().put("value", true));
    }

    void width(int pixels) throws Exception {
        var given = JSON.createObjectNode().put("width", pixels).put("height", 1000);
        ask(
                "Emulation.setDeviceMetricsOverride",
                given.put("deviceScaleFactor", 1).put("mobile", false));
    }

    /** The text of a file that the page saves under that name. */
    String downloaded(String name) throws Exception {
        var file = downloads().resolve(name);
        await("the download of " + name, () -> Files.exists(file));
        return Files.readString(file);
    }

    @Override
    public void close() {
        socket.abort();
        end(process);
    }

    /** With its children, which write to its profile until they end. */
    private static void end(Process process) {
        var all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        process.destroy();
        for (var one : all) {
            one.onExit()
                    .completeOnTimeout(one, SECONDS_TO_END, TimeUnit.SECONDS)
                    .join();
            one.destroyForcibly();
        }
        all.forEach(one -> one.onExit()
                .completeOnTimeout(one, SECONDS_TO_END, TimeUnit.SECONDS)
                .join());
    }

    private Path downloads() {
        return dir.resolve("downloads");
    }

    private JsonNode ask(String method, ObjectNode given) throws Exception {
        return send(method, given, session);
    }

    private JsonNode send(String method, ObjectNode given, String to) throws Exception {
        int id = lastId.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        var message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", given);
        if (!to.isEmpty()) {
            message.put("sessionId", to);
        }
        socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
        var answered = answer.get(SECONDS, TimeUnit.SECONDS);
        assertThat(answered.path("error").toString()).as(method).isEmpty();
        return answered.path("result");
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(until);
            Thread.sleep(20);
        }
    }

    private static URI address(Path dir) throws Exception {
        var told = dir.resolve("profile").resolve("DevToolsActivePort");
        await(
                "the browser",
                () -> Files.exists(told) && Files.readAllLines(told).size() == 2);
        var lines = Files.readAllLines(told);
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    }

    /** Answers go to who asked, everything else is an event. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                receive(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void receive(String message) {
            try {
                var node = JSON.readTree(message);
                var answer = node.has("id") ? waiting.remove(node.get("id").asInt()) : null;
                if (answer == null) {
                    events.add(node);
                } else {
                    answer.complete(node);
                }
            } catch (IOException broken) {
                throw new IllegalStateException("Malformed message of the browser: " + message, broken);
            }
        }
    }
}
