package io.iostrata.jobs.report;

import java.util.List;

/**
 * A part of the page with an anchor; without content it is left out.
 *
 * @param id of the anchor
 */
record Section(String id, String heading, List<Html> content) {
    Section {
        content = List.copyOf(content);
    }

    boolean isEmpty() {
        return content.isEmpty();
    }

    Html html() {
        var head = Html.tag("h2").holding(heading);
        return Html.tag("section").with("id", id).holding(head, Html.concat(content));
    }

    Html link() {
        return Html.tag("a").with("href", "#" + id).holding(heading);
    }
}
