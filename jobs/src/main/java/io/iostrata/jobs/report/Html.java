package io.iostrata.jobs.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of a page. Text gets in escaped and tags only from code, so that no name from a trace can become markup.
 *
 * @param markup well-formed as XML, so that tests can parse it
 */
record Html(String markup) {
    static final Html NOTHING = new Html("");
    static final Html LINE_END = new Html("\n");

    /** An opened tag, waiting for its content. */
    record Tag(String name, String attributes) {
        Tag with(String attribute, String value) {
            return new Tag(name, attributes + " " + attribute + "=\"" + escaped(value) + "\"");
        }

        Html holding(Html... content) {
            return new Html("<" + name + attributes + ">" + concat(Arrays.asList(content)).markup + "</" + name + ">");
        }

        Html holding(List<Html> content) {
            return holding(concat(content));
        }

        Html holding(String text) {
            return holding(text(text));
        }
    }

    static Tag tag(String name) {
        return new Tag(name, "");
    }

    /** A tag of a style class. */
    static Tag tag(String name, String styleClass) {
        return tag(name).with("class", styleClass);
    }

    static Html text(String text) {
        return new Html(escaped(text));
    }

    /** A figure that is not there, and why. */
    static Html missing(String reason) {
        return tag("span", "missing").with("title", reason).holding(Figures.MISSING);
    }

    /** A long identifier that may be broken after its underscores and slashes. */
    static Html breakable(String identifier) {
        return new Html(escaped(identifier).replaceAll("[_/]", "$0<wbr/>"));
    }

    static Html concat(Html... pieces) {
        return concat(Arrays.asList(pieces));
    }

    static Html concat(List<Html> pieces) {
        return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining()));
    }

    private static String escaped(String text) {
        return Printable.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
