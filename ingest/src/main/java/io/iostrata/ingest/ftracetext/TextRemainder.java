package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Remainder;
import io.iostrata.ingest.qemulog.OddEvents;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What a part of a text leaves open.
 *
 * @param file for messages
 * @param lost at the borders of the part
 * @param declarationIssues what is wrong with the trace-events file; empty too where nobody asked for it
 * @param odd QEMU's events that do not agree with it
 */
record TextRemainder(String file, Losses.Part lost, List<Issue> declarationIssues, List<OddEvents> odd)
        implements Remainder {

    @Override
    public boolean join(List<Remainder> parts, IssueLog issues) {
        var losses = Losses.ofFile(issues);
        var odd = new LinkedHashMap<String, OddEvents>();
        List<Issue> ofDeclarations = List.of();
        for (var each : parts) {
            var part = (TextRemainder) each;
            if (!losses.join(part.lost)) {
                return false;
            }
            part.odd.forEach(event -> odd.merge(event.name(), event, OddEvents::and));
            ofDeclarations = ofDeclarations.isEmpty() ? part.declarationIssues : ofDeclarations;
        }
        losses.end();
        ofDeclarations.forEach(issues::add);
        odd.values().forEach(event -> event.report(file, issues));
        return true;
    }
}
