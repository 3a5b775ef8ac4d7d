#!/usr/bin/env bash
# Compares iostrata with other people's decoders, event by event and field by field; exit code 1 where they differ:
#   bench/conform.sh [simpletrace.py=FILE] FILE…
# FILE is a simpletrace (trace-events beside it, or trace-events=FILE before it), a trace.dat, a perf.data, the first of
# DEV.blktrace.N, or the metadata of a CTF trace. simpletrace.py is QEMU's; trace-cmd, perf, blkparse and babeltrace2 are
# found on PATH. docs/conformance.md says what is compared.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
script='' declarations='' status=0

normal() { python3 "$here/conform.py" "$1"; }

dump() { "$here/../iostrata" dump "$@" 2>"$work/messages" || true; }

# Both through iostrata's tables: the files, and the text that the reference makes of them.
both() {
  local mode=$1
  shift
  dump --format jsonl "$@" | normal "$mode" >"$work/ours"
  dump --format jsonl "$work/reference.txt" | normal "$mode" >"$work/theirs"
}

simpletrace() {
  local events=${declarations:-$(ls "$(dirname "$1")"/trace-events* | head -1)}
  python3 "$script" "$events" "$2" >"$work/theirs"
  dump --trace-events "$events" "$2" >"$work/ours"
}

blktrace() {
  local device=${1%.blktrace.*}
  (cd "$(dirname "$device")" && blkparse -q -i "$(basename "$device")") >"$work/reference.txt" 2>/dev/null
  both blktrace "$device".blktrace.*
}

ctf() {
  local directory
  directory=$(dirname "$1")
  babeltrace2 --clock-cycles --no-delta "$directory" 2>/dev/null | normal babeltrace >"$work/theirs"
  dump --format jsonl "$1" $(find "$directory" -maxdepth 1 -type f ! -name metadata | sort) | normal ctf >"$work/ours"
}

compare() {
  : >"$work/ours"
  : >"$work/theirs"
  local file=$1 plain=$work/plain
  case $file in
    *.zst) zstd -dqcf "$file" >"$plain" ;;
    *.gz) zcat "$file" >"$plain" ;;
    *) cp -f "$file" "$plain" ;;
  esac
  case $(head -c 16 "$plain" | xxd -p) in
    170844*) trace-cmd report -N -t -i "$plain" >"$work/reference.txt" 2>/dev/null && both exact "$plain" ;;
    50455246494c4532*)
      perf script --ns -F comm,pid,tid,cpu,time,event,trace -i "$plain" >"$work/reference.txt" 2>/dev/null
      both perf "$plain" ;;
    07746165* | 65617407*) blktrace "$file" ;;
    571dd175* | 75d11d57* | 2f2a20435446*) ctf "$file" ;;
    *) simpletrace "$file" "$plain" ;;
  esac
}

for given in "$@"; do
  case $given in
    simpletrace.py=*) script=${given#*=} ;;
    trace-events=*) declarations=${given#*=} ;;
    *)
      if ! compare "$given" || ! [ -s "$work/theirs" ]; then
        echo "$given: nothing that the reference reads, $(wc -l <"$work/ours") events here"
      elif cmp -s "$work/ours" "$work/theirs"; then
        echo "$given: $(wc -l <"$work/ours") events, equal"
      else
        status=1
        echo "$given: $(wc -l <"$work/ours") events here, $(wc -l <"$work/theirs") of the reference; first differences:"
        diff "$work/ours" "$work/theirs" | head -4 || true
      fi ;;
  esac
done
exit $status
