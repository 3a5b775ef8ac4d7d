package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Configurations that differ in little, so that what they share is said once. */
record Family(List<ConfigLabel> members) {
    /** Two configurations that differ in no more keys than these belong together. */
    private static final int MOST_DIFFERENCES = 2;

    Family {
        members = List.copyOf(members);
    }

    /** Labels by family, both in the order of the labels. */
    static List<Family> of(List<String> labels) {
        var families = new ArrayList<Family>();
        for (var label : labels.stream().map(ConfigLabel::of).toList()) {
            var near = families.stream().filter(family -> family.isNear(label)).toList();
            var members = new ArrayList<>(
                    near.stream().flatMap(family -> family.members.stream()).toList());
            members.add(label);
            var joined = new Family(members);
            int place = near.isEmpty() ? families.size() : families.indexOf(near.get(0));
            families.removeAll(near);
            families.add(place, joined);
        }
        return families.stream().map(family -> family.inOrderOf(labels)).toList();
    }

    List<String> labels() {
        return members.stream().map(ConfigLabel::text).toList();
    }

    /** {@code cache=none, disks=1}: what all of several members have; empty for a single one. */
    String common() {
        return members.size() < 2 ? "" : text(shared());
    }

    /** {@code aio=native}: what tells a member from the others of its family; a single one's whole label. */
    String heading(String label) {
        var own = new TreeMap<>(ConfigLabel.of(label).parts());
        if (members.size() > 1) {
            own.keySet().removeAll(shared().keySet());
        }
        if (!own.isEmpty()) {
            return text(own);
        }
        var lacking = new TreeSet<String>();
        members.forEach(member -> lacking.addAll(member.parts().keySet()));
        lacking.removeAll(ConfigLabel.of(label).parts().keySet());
        return "without " + String.join(", ", lacking);
    }

    private SortedMap<String, String> shared() {
        var shared = new TreeMap<>(members.get(0).parts());
        members.forEach(member -> shared.entrySet().retainAll(member.parts().entrySet()));
        return shared;
    }

    private boolean isNear(ConfigLabel label) {
        return members.stream()
                .anyMatch(member ->
                        member.sharesAKeyWith(label) && member.differing(label).size() <= MOST_DIFFERENCES);
    }

    private Family inOrderOf(List<String> labels) {
        var sorted = new ArrayList<>(members);
        sorted.sort(Comparator.comparingInt(member -> labels.indexOf(member.text())));
        return new Family(sorted);
    }

    private static String text(SortedMap<String, String> parts) {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + part.getValue())
                .collect(Collectors.joining(", "));
    }
}
