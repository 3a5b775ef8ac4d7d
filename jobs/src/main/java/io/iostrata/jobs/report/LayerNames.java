package io.iostrata.jobs.report;

import java.util.List;
import java.util.Optional;

/**
 * How reports call layers: the passage ("QEMU virtio") and the layer's own time ("QEMU").
 *
 * @param layers outermost first; each one's own time reaches down to the one after it
 */
public record LayerNames(List<LayerName> layers) {

    /**
     * What one layer is called.
     *
     * @param layer as in the tables
     * @param passage name of the cumulative time
     * @param own name of the time not spent in the next inner layer
     */
    public record LayerName(String layer, String passage, String own) {}

    private static final LayerName HOST_BENCHMARK = new LayerName("host_benchmark", "Host benchmark", "Host benchmark");
    private static final LayerNames VIRTIO_BLK = new LayerNames(List.of(
            new LayerName("guest_benchmark", "Guest benchmark", "Guest"),
            new LayerName("guest_virtio_pci", "Guest virtio-pci", "Host/guest switching"),
            new LayerName("host_kvm", "Host kvm.ko", "Host/QEMU switching"),
            new LayerName("qemu_virtio", "QEMU virtio", "QEMU"),
            new LayerName("qemu_paio", "QEMU paio", "Host I/O")));

    public LayerNames {
        layers = List.copyOf(layers);
    }

    /** The names of the virtio-blk latency page. */
    public static LayerNames virtioBlk() {
        return VIRTIO_BLK;
    }

    /** Name of the cumulative time; a layer without one goes by its name in the tables. */
    public String passage(String layer) {
        return find(layer).map(LayerName::passage).orElse(layer);
    }

    /** Name of the own time, honest about the layers it swallows: "Guest … down to QEMU virtio". */
    public String own(String layer, Optional<String> deltaTo) {
        String own = ownName(layer);
        if (deltaTo.equals(nextInner(layer))) {
            return own;
        }
        return own + deltaTo.map(inner -> " … down to " + passage(inner)).orElse(" and all below");
    }

    /** Name of the own time where every layer is there. */
    public String ownName(String layer) {
        return find(layer).map(LayerName::own).orElse(layer);
    }

    /** Place of the layer's colour; layers without a name share the last. */
    int slot(String layer) {
        return (int)
                layers.stream().takeWhile(name -> !name.layer().equals(layer)).count();
    }

    /** Whether the own time holds just this layer: no layer between it and the inner one is missing. */
    boolean isWhole(String layer, Optional<String> deltaTo) {
        return deltaTo.equals(nextInner(layer)) || find(layer).isEmpty();
    }

    private Optional<String> nextInner(String layer) {
        return layers.stream().skip(slot(layer) + 1L).map(LayerName::layer).findFirst();
    }

    private Optional<LayerName> find(String layer) {
        if (layer.equals(HOST_BENCHMARK.layer())) {
            return Optional.of(HOST_BENCHMARK);
        }
        return layers.stream().filter(name -> name.layer().equals(layer)).findFirst();
    }
}
