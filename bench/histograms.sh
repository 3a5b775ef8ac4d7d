#!/usr/bin/env bash
# Builds, stores histograms and measures the SQL functions over them:
#   bench/histograms.sh [HISTOGRAMS [VALUES_EACH [ROUNDS]]]
# See docs/performance.md. The histograms go to a directory in jobs/target/bench and are used again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

mvn -q -pl jobs -am -Dspotless.check.skip=true -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath \
  test-compile dependency:build-classpath
"$java" $(cat jobs/target/jvm.flags) -Xmx"${IOSTRATA_HEAP:-2g}" ${IOSTRATA_JAVA_OPTS:-} -cp \
  "jobs/target/classes:jobs/target/test-classes:$(cat jobs/target/bench.classpath)" \
  io.iostrata.jobs.bench.HistogramBench jobs/target/bench "${1:-100000}" "${2:-2000}" "${3:-3}"
