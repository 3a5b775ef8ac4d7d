package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Remainder;
import io.iostrata.ingest.qemulog.OddEvents;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a part of a trace.dat leaves open.
 *
 * @param file for messages
 * @param said what is said once of a kind of event, by that kind
 * @param declarationIssues what is wrong with the trace-events file; empty too where nobody asked for it
 * @param odd QEMU's events that do not agree with it
 * @param lostOfTopBuffer of each CPU, what pages of the part told
 * @param cpuStat the statistics that the file has of its CPUs
 */
record DatRemainder(
        String file,
        Map<Integer, Issue> said,
        List<Issue> declarationIssues,
        List<OddEvents> odd,
        Map<Integer, Long> lostOfTopBuffer,
        String cpuStat)
        implements Remainder {

    @Override
    public boolean join(List<Remainder> parts, IssueLog issues) {
        var saidOnce = new LinkedHashMap<Integer, Issue>();
        var oddByName = new LinkedHashMap<String, OddEvents>();
        List<Issue> ofDeclarations = List.of();
        for (var each : parts) {
            var part = (DatRemainder) each;
            part.said.forEach(saidOnce::putIfAbsent);
            part.odd.forEach(event -> oddByName.merge(event.name(), event, OddEvents::and));
            ofDeclarations = ofDeclarations.isEmpty() ? part.declarationIssues : ofDeclarations;
        }
        ofDeclarations.forEach(issues::add);
        saidOnce.values().forEach(issues::add);
        untold(parts).forEach(untold -> issues.add(untold.issue(file)));
        oddByName.values().forEach(event -> event.report(file, issues));
        return true;
    }

    @Override
    public long lostBeside(List<Remainder> parts) {
        return untold(parts).stream().mapToLong(CpuStatistics.Untold::count).reduce(0, Losses::sum);
    }

    private List<CpuStatistics.Untold> untold(List<Remainder> parts) {
        var told = new HashMap<Integer, Long>();
        parts.forEach(part ->
                ((DatRemainder) part).lostOfTopBuffer.forEach((cpu, count) -> told.merge(cpu, count, Losses::sum)));
        return CpuStatistics.untold(cpuStat, told);
    }
}
