package io.iostrata.jobs.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How alike the two sides of a comparison are but for the change that is looked for.
 *
 * @param differing keys that are not the same in both, confounders among them
 * @param unlike those of them that say how they were loaded and on what, and confounders: a difference may come from these
 */
record Likeness(SortedSet<String> differing, SortedSet<String> unlike) {
    private static final Set<String> LOAD = Set.of("queue_depth");
    private static final String WORKLOAD = "workload.";
    private static final Set<String> GROUND = Set.of("host_disk", "disks");

    /** The likest first: alike ones before others, then those that differ in the fewest keys. */
    static final Comparator<Likeness> LIKEST_FIRST = Comparator.comparing((Likeness likeness) -> !likeness.isAlike())
            .thenComparingInt(likeness -> likeness.differing().size());

    /** Of two selections of runs, keys that but one of them names tell nothing: the other may have them too. */
    static Likeness of(Comparison comparison) {
        var pair = comparison.pair();
        var confounders = comparison.subject().confounders();
        if (!comparison.isAsked()) {
            return of(pair, confounders);
        }
        var differing = differing(pair);
        differing.retainAll(ConfigLabel.of(pair.baseline()).parts().keySet());
        differing.retainAll(ConfigLabel.of(pair.candidate()).parts().keySet());
        return of(differing, confounders);
    }

    /**
     * Of two labels of configurations.
     *
     * @param confounders keys that differ and are in neither label, parted by commas; blank where none
     */
    static Likeness of(Comparison.Pair pair, String confounders) {
        return of(differing(pair), confounders);
    }

    private static Likeness of(SortedSet<String> differing, String confounders) {
        var unlike = new TreeSet<String>();
        differing.stream().filter(key -> isLoad(key) || GROUND.contains(key)).forEach(unlike::add);
        Arrays.stream(confounders.split(",", -1)).filter(key -> !key.isBlank()).forEach(unlike::add);
        var all = new TreeSet<>(differing);
        all.addAll(unlike);
        return new Likeness(all, unlike);
    }

    private static SortedSet<String> differing(Comparison.Pair pair) {
        return new TreeSet<>(ConfigLabel.of(pair.baseline()).differing(ConfigLabel.of(pair.candidate())));
    }

    boolean isAlike() {
        return unlike.isEmpty();
    }

    /** "Not alike: different workloads (queue_depth), also differs in host_disk."; empty where they are. */
    String inWords() {
        if (isAlike()) {
            return "";
        }
        var load = unlike.stream().filter(Likeness::isLoad).toList();
        var others = unlike.stream().filter(key -> !isLoad(key)).toList();
        boolean isAlso = differing.size() > others.size();
        return "Not alike: "
                + (load.isEmpty() ? "" : "different workloads (" + String.join(", ", load) + ")")
                + (load.isEmpty() || others.isEmpty() ? "" : ", ")
                + (others.isEmpty()
                        ? ""
                        : (!isAlso
                                        ? "differs in "
                                        : load.isEmpty() ? "besides what is compared, differs in " : "also differs in ")
                                + String.join(", ", others))
                + ".";
    }

    private static boolean isLoad(String key) {
        return LOAD.contains(key) || key.startsWith(WORKLOAD);
    }
}
