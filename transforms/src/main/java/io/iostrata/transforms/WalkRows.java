package io.iostrata.transforms;

import io.iostrata.transforms.walk.Found;
import io.iostrata.transforms.walk.SourcePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What a walk over a source yields, as rows of {@link Walk#SCHEMA}; column by column in the tables' order. */
final class WalkRows {
    private final String runId;
    private final String ingestId;
    private final int sourceId;

    WalkRows(SourcePlan plan) {
        runId = plan.id().runId();
        sourceId = plan.id().sourceId();
        ingestId = plan.ingestId();
    }

    Row of(Found found) {
        if (found instanceof Found.Span span) {
            return only(0, span(span));
        }
        if (found instanceof Found.Stage stage) {
            return only(1, stage(stage));
        }
        if (found instanceof Found.Pairing pairing) {
            return only(2, pairing(pairing));
        }
        if (found instanceof Found.Note note) {
            return only(3, issue(note));
        }
        if (found instanceof Found.Clock clock) {
            return only(4, clock(clock));
        }
        if (found instanceof Found.Signal signal) {
            return only(6, signal(signal));
        }
        if (found instanceof Found.Wait wait) {
            return only(7, wait(wait));
        }
        if (found instanceof Found.Pack pack) {
            return only(8, pack(pack));
        }
        if (found instanceof Found.Unseen unseen) {
            return only(9, unseen(unseen));
        }
        var window = (Found.WindowStart) found;
        return only(5, RowFactory.create(runId, sourceId, window.name(), window.ordinal()));
    }

    private static Row only(int column, Row value) {
        var columns = new Object[Walk.SCHEMA.size()];
        columns[column] = value;
        return RowFactory.create(columns);
    }

    private Row span(Found.Span span) {
        return RowFactory.create(
                runId,
                ingestId,
                span.layer(),
                sourceId,
                span.rank() == Found.Rank.PRIMARY,
                span.key().orElse(null),
                span.ordinal(),
                span.op().orElse(null),
                span.place().device(),
                span.place().sector(),
                span.place().bytes(),
                span.beginNs(),
                span.beginNs() + span.durNs(),
                span.durNs(),
                span.marks().inWindow(),
                span.marks().tainted());
    }

    private Row signal(Found.Signal signal) {
        return RowFactory.create(
                runId, ingestId, signal.layer(), sourceId, signal.side().name().toLowerCase(Locale.ROOT), signal.ns());
    }

    private Row stage(Found.Stage stage) {
        return RowFactory.create(
                runId,
                ingestId,
                stage.chain(),
                sourceId,
                stage.requestNo(),
                stage.stage(),
                stage.position(),
                stage.phase().orElse(null),
                stage.beginNs(),
                stage.durNs(),
                stage.position() > 0,
                stage.shape(),
                stage.marks().inWindow(),
                stage.marks().tainted());
    }

    private Row pairing(Found.Pairing pairing) {
        return RowFactory.create(
                runId,
                ingestId,
                pairing.layer(),
                sourceId,
                pairing.rank() == Found.Rank.PRIMARY,
                pairing.alternative(),
                pairing.spans(),
                pairing.unmatched().begins(),
                pairing.tainted(),
                pairing.inWindow(),
                pairing.window().name().toLowerCase(Locale.ROOT),
                pairing.unmatched().replaced(),
                pairing.unmatched().open(),
                pairing.unmatched().lost(),
                pairing.unmatched().ends(),
                pairing.ofOtherDisks());
    }

    private Row unseen(Found.Unseen unseen) {
        return RowFactory.create(
                runId,
                ingestId,
                unseen.layer(),
                sourceId,
                unseen.cause().name().toLowerCase(Locale.ROOT),
                unseen.ordinal(),
                unseen.passages(),
                unseen.loNs(),
                unseen.hiNs().isPresent() ? unseen.hiNs().getAsLong() : null,
                unseen.mayCount());
    }

    private Row wait(Found.Wait wait) {
        var cells = new ArrayList<Object>(List.of(runId, ingestId, sourceId));
        cells.addAll(Passages.cells(wait.told()));
        cells.addAll(List.of(
                wait.beginNs(),
                wait.durNs(),
                wait.marks().inWindow(),
                wait.marks().tainted()));
        return RowFactory.create(cells.toArray());
    }

    private Row pack(Found.Pack pack) {
        var cells = new ArrayList<Object>(List.of(runId, ingestId, sourceId));
        cells.addAll(Passages.cells(pack.told()));
        cells.addAll(List.of(
                Passages.name(pack.table()),
                pack.part(),
                pack.partOf(),
                pack.counted(),
                OpenPacks.bytes(pack.durations(), pack.durations().length)));
        return RowFactory.create(cells.toArray());
    }

    private Row issue(Found.Note note) {
        return RowFactory.create(
                runId,
                ingestId,
                sourceId,
                null,
                note.kind().id(),
                note.severity().id(),
                note.count(),
                null,
                null,
                "analyze",
                note.message());
    }

    private Row clock(Found.Clock clock) {
        var offset = clock.offsets().stream().findFirst();
        var drift = clock.drifts().stream().findFirst();
        return RowFactory.create(
                runId,
                ingestId,
                clock.clock(),
                clock.reference(),
                clock.stretch().fromRefNs() == Long.MIN_VALUE
                        ? null
                        : clock.stretch().fromRefNs(),
                clock.stretch().toRefNs() == Long.MAX_VALUE
                        ? null
                        : clock.stretch().toRefNs(),
                offset.map(Found.Offset::atRefNs).orElse(null),
                clock.nsPerTick(),
                offset.map(Found.Offset::ns).orElse(null),
                offset.map(Found.Offset::loNs).orElse(null),
                offset.map(Found.Offset::hiNs).orElse(null),
                drift.map(Found.Drift::ppm).orElse(null),
                drift.map(Found.Drift::loPpm).orElse(null),
                drift.map(Found.Drift::hiPpm).orElse(null),
                clock.method(),
                clock.pairs());
    }
}
