# tracefs: what is changed there is journalled first and put back on any exit, kill -9 of the recorder included.
# Sourced, POSIX sh. TRACEFS names another directory than the kernel's.
# shellcheck shell=sh disable=SC2154

saved=0

# Sets $tracefs.
find_tracefs() {
  tracefs=${TRACEFS:-}
  if [ -z "$tracefs" ]; then
    for tracefs in /sys/kernel/tracing /sys/kernel/debug/tracing; do
      [ ! -e "$tracefs/trace_clock" ] || break
    done
  fi
  [ -e "$tracefs/trace_clock" ] ||
    refuse "$tracefs: no tracefs, expected one (as root: mount -t tracefs nodev /sys/kernel/tracing)"
  [ -w "$tracefs/trace_clock" ] || refuse "$tracefs: may not be written, expected root"
}

# Nobody else's tracing is disturbed.
must_be_free() {
  tracer=$(cat "$tracefs/current_tracer")
  [ "$tracer" = nop ] || refuse "current_tracer is $tracer, expected nop: somebody else is tracing"
  [ -z "$(head -n 1 "$tracefs/set_event")" ] ||
    refuse "$(head -n 1 "$tracefs/set_event") is enabled, expected no event: somebody else is tracing"
}

# From here on everything is put back: by leave(), else by the keeper, which sees this process's end of a pipe close.
begin_journal() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/iostrata-capture.XXXXXX") || exit 1
  mkfifo "$work/alive" || exit 1
  (
    trap '' HUP INT TERM
    read -r _ <"$work/alive"
    if [ -d "$work" ]; then
      [ ! -e "$work/helper" ] || end_process "$(cat "$work/helper")"
      restore
      rm -rf "$work"
    fi
  ) &
  exec 9>"$work/alive"
}

# Interrupts a process, insists, and returns when it is gone, or after 6 s: while a reader has the trace open, the kernel
# does not take another tracer.
end_process() {
  for signal in INT TERM KILL; do
    kill -"$signal" "$1" 2>/dev/null || return 0
    tries=20
    while [ "$tries" -gt 0 ]; do
      kill -0 "$1" 2>/dev/null || return 0
      sleep 0.1
      tries=$((tries - 1))
    done
  done
}

# keep FILE: notes what is there. The name comes last: an entry without one is not whole.
keep() {
  [ -e "$tracefs/$1" ] || refuse "$tracefs/$1: not there, expected a kernel that has it"
  saved=$((saved + 1))
  original "$1" >"$work/$saved.value" || refuse "$tracefs/$1: cannot be read"
  printf '%s\n' "$1" >"$work/$saved.name"
}

# put FILE VALUE
put() {
  keep "$1"
  printf '%s\n' "$2" 2>/dev/null >"$tracefs/$1" || refuse "$tracefs/$1: does not take '$2'"
}

# What has to be written to a file to make it what it is. A buffer not used yet is 7 KiB and stands for the size that it
# takes on with its first use.
original() {
  case $1 in
    trace_clock) sed 's/.*\[\(.*\)\].*/\1/' "$tracefs/$1" ;;
    *buffer_size_kb) sed 's/.*expanded: \([0-9]*\).*/\1/' "$tracefs/$1" ;;
    */filter) sed 's/^none$/0/' "$tracefs/$1" ;;
    set_ftrace_filter) sed '/^#/d' "$tracefs/$1" ;;
    *) cat "$tracefs/$1" ;;
  esac
}

# Last change first. What cannot be put back is told, and the others are.
restore() {
  entry=0
  while [ -e "$work/$((entry + 1)).value" ]; do
    entry=$((entry + 1))
  done
  while [ "$entry" -gt 0 ]; do
    if [ -e "$work/$entry.name" ]; then
      name=$(cat "$work/$entry.name")
      value=$(cat "$work/$entry.value")
      printf '%s\n' "$value" 2>/dev/null >"$tracefs/$name" || say "$tracefs/$name: could not be set to '$value' again"
    fi
    entry=$((entry - 1))
  done
}

# The journal's end. Removing the directory tells the keeper that there is nothing left to do.
leave() {
  restore
  rm -rf "$work"
  exec 9>&-
}

# put_buffers KB: of each CPU, since they may differ.
put_buffers() {
  for cpu in "$tracefs"/per_cpu/cpu*; do
    put "per_cpu/$(basename "$cpu")/buffer_size_kb" "$1"
  done
}

# An eighth of the free memory for all CPUs together, at most 64 MiB each: about a million events.
default_buffer_kb() {
  cpus=$(find "$tracefs/per_cpu" -name 'cpu*' -prune | wc -l)
  free=$(sed -n 's/^MemAvailable: *\([0-9]*\) kB$/\1/p' /proc/meminfo)
  kb=$((${free:-1048576} / 8 / (cpus > 0 ? cpus : 1)))
  [ "$kb" -le 65536 ] || kb=65536
  [ "$kb" -ge 1408 ] || kb=1408
  printf '%s\n' "$kb"
}

# Events not yet read, over all CPUs.
unread_events() {
  cat "$tracefs"/per_cpu/cpu*/stats 2>/dev/null | awk '/^entries:/ { unread += $NF } END { print unread + 0 }'
}

# trace_pipe has no end: $helper copies it to $recorded until the buffers are empty and nothing more comes, for as long as
# they get emptier.
drain() {
  unread=$(unread_events)
  idle=0
  while [ "$unread" -gt 0 ] && [ "$idle" -lt 50 ] && kill -0 "$helper" 2>/dev/null; do
    sleep 0.2
    before=$unread
    unread=$(unread_events)
    idle=$((unread < before ? 0 : idle + 1))
  done
  size=-1
  while now=$(wc -c <"$recorded") && [ "$now" != "$size" ]; do
    size=$now
    sleep 0.3
  done
  [ "$unread" -eq 0 ] || failed "$unread events were not read from trace_pipe, expected none: the recording lacks its end"
  kill "$helper" 2>/dev/null || failed "the reader of trace_pipe ended before the recording did"
  wait "$helper" 2>/dev/null
  helper=
}

# Events that found no room, over all CPUs.
lost_events() {
  cat "$tracefs"/per_cpu/cpu*/stats 2>/dev/null |
    awk '/^(overrun|dropped events|commit overrun):/ { lost += $NF } END { print lost + 0 }'
}
