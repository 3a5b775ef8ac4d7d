package io.iostrata.schemas.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A node of a YAML file that knows its place, so that every error names file and line. */
record YamlNode(String file, Node node) {

    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw error(node instanceof ScalarNode ? "nothing" : kind(), "text");
    }

    int number() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException e) {
            throw error(text(), "a number");
        }
    }

    /** The one of the values that is written here. */
    <T> T oneOf(Map<String, T> values) {
        var value = values.get(text());
        if (value == null) {
            throw error(text(), "one of " + values.keySet().stream().sorted().toList());
        }
        return value;
    }

    /** The items of a list; a single node is a list of one. */
    List<YamlNode> items() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> new YamlNode(file, item))
                    .toList();
        }
        return List.of(this);
    }

    List<String> texts() {
        return items().stream().map(YamlNode::text).toList();
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** The entries of a mapping in order, whatever their keys. */
    Map<String, YamlNode> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw error(kind(), "a mapping");
        }
        var entries = new LinkedHashMap<String, YamlNode>();
        for (var tuple : mapping.getValue()) {
            var key = new YamlNode(file, tuple.getKeyNode());
            if (entries.put(key.text(), new YamlNode(file, tuple.getValueNode())) != null) {
                throw key.error(key.text() + " twice", "each key once");
            }
        }
        return entries;
    }

    /** The entries of a mapping that must have the required keys and may have the optional ones. */
    Map<String, YamlNode> entries(Set<String> required, Set<String> optional) {
        var entries = entries();
        for (var entry : entries.entrySet()) {
            if (!required.contains(entry.getKey()) && !optional.contains(entry.getKey())) {
                throw entry.getValue().error("key " + entry.getKey(), "one of " + keys(required, optional));
            }
        }
        for (var key : required.stream().sorted().toList()) {
            if (!entries.containsKey(key)) {
                throw error("no " + key, "a mapping with " + key);
            }
        }
        return new HashMap<>(entries);
    }

    InvalidModelException error(String found, String expected) {
        int line = node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
        return new InvalidModelException(file + ":" + line + ": found " + found + ", expected " + expected);
    }

    private static List<String> keys(Set<String> required, Set<String> optional) {
        var keys = new ArrayList<>(required);
        keys.addAll(optional);
        return keys.stream().sorted().toList();
    }

    private String kind() {
        return switch (node.getNodeId()) {
            case mapping -> "a mapping";
            case sequence -> "a list";
            case scalar -> "text";
            case anchor -> "an anchor";
        };
    }
}
