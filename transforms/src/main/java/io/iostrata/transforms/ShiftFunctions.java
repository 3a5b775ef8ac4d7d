package io.iostrata.transforms;

import static io.iostrata.schemas.tables.ComparisonTable.LEVEL;
import static io.iostrata.schemas.tables.ComparisonTable.STATISTIC;
import static io.iostrata.schemas.tables.LayerBreakdownTable.CONFIG;
import static io.iostrata.transforms.SparkSchemas.c;

import io.iostrata.schemas.tables.ComparisonTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.ShiftFunctionTable;
import io.iostrata.transforms.Comparisons.Asked;
import io.iostrata.transforms.Percentiles.Percentile;
import io.iostrata.transforms.statistics.Bands;
import io.iostrata.transforms.statistics.Question;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How whole distributions move from one configuration to another: the difference of each decile, with bands that hold for
 * all nine at once. The sample of a decile is the runs' own.
 */
public final class ShiftFunctions {
    private static final List<String> DECILES =
            ComparedFigures.DECILES.stream().map(Percentile::label).toList();

    private ShiftFunctions() {}

    /** Of those {@link Comparisons#figures}. */
    public static Dataset<Row> of(Dataset<Row> figures, Asked asked) {
        var question = asked.question();
        var blocks = asked.blocks();
        var deciles = figures.where(c(LEVEL).isin(ComparedFigures.SHIFTED.toArray())
                .and(c(STATISTIC).isin(DECILES.toArray())));
        return PairGroups.of(
                asked.sides().join(deciles, CONFIG.name()),
                ShiftFunctionTable.SCHEMA,
                rows -> ComparedLine.of(rows).stream()
                        .flatMap(line -> shift(line, question, blocks))
                        .toList());
    }

    private static Stream<Row> shift(ComparedLine line, Question question, Blocks blocks) {
        var sides = line.sides(blocks);
        if (!line.isTestable(sides)) {
            return Stream.empty();
        }
        double baselineNs = line.baselineNs().getAsDouble();
        double candidateNs = line.candidateNs().getAsDouble();
        double each = Bands.each(question.confidence(), DECILES.size());
        var band = line.effect(sides, blocks).difference(baselineNs, candidateNs, each);
        var row = new TableRow(ShiftFunctionTable.SCHEMA)
                .set(ShiftFunctionTable.DECILE, 1 + DECILES.indexOf(line.text(STATISTIC)))
                .set(ShiftFunctionTable.BASELINE_NS, baselineNs)
                .set(ShiftFunctionTable.CANDIDATE_NS, candidateNs)
                .set(ShiftFunctionTable.DIFF_NS, candidateNs - baselineNs)
                .set(ShiftFunctionTable.BAND_LO_NS, band.lo())
                .set(ShiftFunctionTable.BAND_HI_NS, band.hi())
                .set(ComparisonTable.CONFIDENCE, question.confidence())
                .set(ComparisonTable.BASELINE_RUNS, line.baselineRuns())
                .set(ComparisonTable.CANDIDATE_RUNS, line.candidateRuns());
        Stream.of(
                        ComparisonTable.BASELINE,
                        ComparisonTable.CANDIDATE,
                        RunTable.INGEST_ID,
                        LEVEL,
                        ComparisonTable.NAME,
                        ComparisonTable.PAIRING)
                .forEach(column -> row.set(column, line.optionalText(column).orElse(null)));
        return Stream.of(row.row());
    }
}
