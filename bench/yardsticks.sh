#!/usr/bin/env bash
# Times what a user has without iostrata on the traces of bench/ingest.sh:
#   bench/yardsticks.sh DIRECTORY [simpletrace.py=FILE] [trace.dat=FILE] [perf.data=FILE] [blktrace=FILE]
# DIRECTORY has kvm.ftrace.txt, virtio.simpletrace and trace-events. A tool that is not installed, or has no file, is left out.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
directory=$1
shift
TIMEFORMAT='%R %U %S'

# yardstick NAME FILE COMMAND...: wall and CPU seconds, MB/s of the file; the output is thrown away
yardstick() {
  local name=$1 file=$2 times
  shift 2
  command -v "$1" >/dev/null || return 0
  times=$({ time "$@" >/dev/null 2>&1 || echo failed; } 2>&1)
  awk -v name="$name" -v file="$(basename "$file")" -v bytes="$(stat -c %s "$file")" -v times="$times" 'BEGIN {
    split(times, t, " ")
    if (t[1] + 0 <= 0) t[1] = 0.001
    printf "%-20s %-18s %28.2f s %8.0f MB/s | %40.2f CPU s%s\n", file, name, t[1], bytes / 1e6 / t[1], t[2] + t[3],
      times ~ /failed/ ? " (failed)" : "" }'
}

# The rows of each trace from DuckDB's memory to a Parquet file
if [ -f "$directory/../duckdb.jar" ]; then
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$directory/../duckdb.jar" "$here/DuckDbCopy.java" "$directory"/*.parquet
fi
text=$directory/kvm.ftrace.txt
trace=$directory/virtio.simpletrace
for file in "$trace" "$text"; do
  yardstick cat "$file" cat "$file"
  yardstick 'zstd -1' "$file" zstd -1 -q -c --single-thread "$file"
done
yardstick 'mawk, two rules' "$text" mawk -f "$here/pair.awk" "$text"
yardstick 'trace-cmd report' "$directory/kvm.trace.dat" trace-cmd report -N -t -i "$directory/kvm.trace.dat"
for given in "$@"; do
  file=${given#*=}
  case $given in
    simpletrace.py=*)
      yardstick simpletrace.py "$directory/head.simpletrace" \
        python3 "$file" "$directory/trace-events" "$directory/head.simpletrace" ;;
    trace.dat=*) yardstick 'trace-cmd report' "$file" trace-cmd report -N -t -i "$file" ;;
    perf.data=*) yardstick 'perf script' "$file" perf script -i "$file" ;;
    blktrace=*) yardstick blkparse "$file" blkparse -q -i "$file" ;;
    *) echo "Invalid yardstick: $given (simpletrace.py=, trace.dat=, perf.data= or blktrace=FILE)" >&2; exit 2 ;;
  esac
done
