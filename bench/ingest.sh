#!/usr/bin/env bash
# Builds ingest and measures it on large generated traces, and other tools on the same ones:
#   bench/ingest.sh [MEGABYTES [ROUNDS [YARDSTICK=FILE…]]]
# See docs/performance.md, and bench/yardsticks.sh for the yardsticks.
# The traces (MEGABYTES each, of two formats) and the Parquet files go to ingest/target/bench and are used again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
megabytes=${1:-1024}
rounds=${2:-3}
traces=ingest/target/bench/$megabytes
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

mvn -q -pl ingest -am -Dspotless.check.skip=true -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath \
  test-compile dependency:build-classpath
mkdir -p "$traces"
grep -m1 'model name' /proc/cpuinfo 2>/dev/null || true
"$java" --add-opens=java.base/java.nio=ALL-UNNAMED -Dio.netty.tryReflectionSetAccessible=true -Xmx2g \
  ${IOSTRATA_JAVA_OPTS:-} -cp "ingest/target/classes:ingest/target/test-classes:$(cat ingest/target/bench.classpath)" \
  io.iostrata.ingest.bench.IngestBench "$traces" "$megabytes" "$rounds"
bench/yardsticks.sh "$traces" "${@:3}"
