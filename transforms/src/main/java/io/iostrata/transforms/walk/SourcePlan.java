package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Alternative;
import io.iostrata.schemas.stack.Instrument;
import io.iostrata.schemas.stack.StageChain;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a walk over one source needs to know, found beforehand.
 *
 * @param clockName of its stamps
 * @param resolutionNs step of its stamps: an event was at most so many ns, less one, after its stamp
 * @param relations how its ns lie on the run's reference; none where nothing tells, at most one
 * @param layers what the source feeds; empty where it has no time
 * @param chains at most one
 * @param instruments what else it is read for
 * @param notes issues and clocks of the run that are told with this source
 */
public record SourcePlan(
        SourceId id,
        String ingestId,
        RunValues values,
        TimeScale scale,
        String clockName,
        long resolutionNs,
        List<ClockRelation> relations,
        Losses losses,
        Window window,
        List<LayerPart> layers,
        List<StageChain> chains,
        List<Instrument> instruments,
        List<Found> notes)
        implements Serializable {

    /** A raw file of a run. */
    public record SourceId(String runId, int sourceId) implements Serializable {}

    /**
     * The part a source plays in a layer.
     *
     * @param ofOtherDisks requests whose passages the layer's events do not tell from those of the measured disk
     */
    public record LayerPart(String layer, Alternative alternative, Found.Rank rank, long ofOtherDisks)
            implements Serializable {}

    public SourcePlan {
        relations = List.copyOf(relations);
        layers = List.copyOf(layers);
        chains = List.copyOf(chains);
        instruments = List.copyOf(instruments);
        notes = List.copyOf(notes);
    }

    /** The same source, walked for less: what is said of it as a whole is said elsewhere. */
    SourcePlan only(List<LayerPart> someLayers, List<StageChain> someChains, List<Instrument> someInstruments) {
        return new SourcePlan(
                id,
                ingestId,
                values,
                scale,
                clockName,
                resolutionNs,
                relations,
                losses,
                window,
                someLayers,
                someChains,
                someInstruments,
                List.of());
    }

    /** How its ns lie on the run's reference; empty where nothing tells. */
    public Optional<ClockRelation> clock() {
        return relations.stream().findFirst();
    }
}
