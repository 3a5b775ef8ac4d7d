#!/usr/bin/env bash
# Builds ingest and measures it on large generated traces, and other tools on the same ones:
#   bench/ingest.sh [MEGABYTES [ROUNDS [YARDSTICK=FILE…]]]
# See docs/performance.md, and bench/yardsticks.sh for the yardsticks.
# The traces (MEGABYTES each, of three formats) and the Parquet files go to ingest/target/bench, the traces are used again.
# The files of the yardsticks are measured too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
megabytes=${1:-1024}
rounds=${2:-3}
traces=ingest/target/bench/$megabytes
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

mvn -q -pl ingest -am -Dspotless.check.skip=true -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath \
  test-compile dependency:build-classpath
mkdir -p "$traces"
given=()
for yardstick in "${@:3}"; do
  case $yardstick in trace.dat=* | perf.data=* | blktrace=*) given+=("${yardstick#*=}") ;; esac
done
grep -m1 'model name' /proc/cpuinfo 2>/dev/null || true
"$java" --add-opens=java.base/java.nio=ALL-UNNAMED -Dio.netty.tryReflectionSetAccessible=true -Xmx2g \
  ${IOSTRATA_JAVA_OPTS:-} -cp "ingest/target/classes:ingest/target/test-classes:$(cat ingest/target/bench.classpath)" \
  io.iostrata.ingest.bench.IngestBench "$traces" "$megabytes" "$rounds" "${given[@]}"
if [ ! -f ingest/target/bench/duckdb.jar ]; then
  mvn -q dependency:copy -Dartifact=org.duckdb:duckdb_jdbc:2.0.0.1 -DoutputDirectory=ingest/target/bench -Dmdep.stripVersion &&
    mv ingest/target/bench/duckdb_jdbc.jar ingest/target/bench/duckdb.jar || true
fi
bench/yardsticks.sh "$traces" "${@:3}"
