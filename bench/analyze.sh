#!/usr/bin/env bash
# Builds, writes one large generated run, ingests it and measures the ordered passes over it, beside DuckDB:
#   bench/analyze.sh [MILLIONS_OF_EVENTS [ROUNDS]]
# See docs/performance.md. The run and its lake go to jobs/target/bench and are used again; with IOSTRATA_ANALYZE=1 the
# whole analysis is timed as well.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
millions=${1:-20}
rounds=${2:-3}
directory=jobs/target/bench/$millions
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

mvn -q -pl jobs -am -Dspotless.check.skip=true -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath \
  test-compile dependency:build-classpath
run() {
  "$java" $(cat jobs/target/jvm.flags) -Xmx"${IOSTRATA_HEAP:-2g}" ${IOSTRATA_JAVA_OPTS:-} -cp \
    "jobs/target/classes:jobs/target/test-classes:ingest/target/test-classes:$(cat jobs/target/bench.classpath)" "$@"
}
if [ ! -d "$directory/lake" ]; then
  run io.iostrata.ingest.bench.LargeRun "$directory/runs/large" "$millions"
  run io.iostrata.jobs.Iostrata ingest --lake "$directory/lake" "$directory/runs"
fi
run io.iostrata.jobs.bench.AnalyzeBench "$directory/lake" "$rounds"
if [ -n "${IOSTRATA_ANALYZE:-}" ]; then
  time run io.iostrata.jobs.Iostrata analyze --again --lake "$directory/lake"
fi
