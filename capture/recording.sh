# What the recorders share: messages, options K=V, the command they record around, and the run.json of a directory of
# recordings. Sourced, POSIX sh.
#
# A recording's name says what run.json has to: MACHINE-WHAT[.CLOCK].EXTENSION, so a directory copied from another
# machine needs nothing beside it.
# shellcheck shell=sh disable=SC2034,SC2154 # variables of and for those who source it

NEWLINE='
'
config=
# The earliest date of what is put together, if any.
run_date=

say() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
}

# Wrong usage, or a machine that cannot do what was asked: one line, exit 2.
refuse() {
  say "$@"
  exit 2
}

# Something went wrong that the command's own status does not tell.
failed() {
  say "$@"
  [ "$status" -ne 0 ] || status=1
}

# The argument of an option, which must be there.
argument() {
  [ "$2" -ge 2 ] || refuse "$1: no value, expected one"
}

number() {
  case $2 in
    '' | *[!0-9]* | ??????????*) refuse "$1: '$2', expected a number below 10^9" ;;
  esac
}

# add_config K=V
add_config() {
  case $1 in
    *[[:cntrl:]]*) refuse "--config: a line break, tab or other control character, expected one line of text" ;;
    [A-Za-z_]*=*) ;;
    *) refuse "--config: '$1', expected KEY=VALUE" ;;
  esac
  case ${1%%=*} in
    *[!A-Za-z0-9_.-]*) refuse "--config: key '${1%%=*}', expected letters, digits, '_', '.', '-'" ;;
  esac
  config="$config$1$NEWLINE"
}

# The directory of a run, made if it is not there, as an absolute path in $out.
make_out() {
  [ -n "$1" ] || refuse "no --out, expected the directory of the run"
  mkdir -p "$1" || refuse "$1: cannot be made, expected a directory to write to"
  out=$(cd "$1" && pwd)
  if [ -f "$out/run.json" ]; then
    is_ours "$out/run.json"
  fi
}

# A manifest somebody else wrote is not written over.
is_ours() {
  grep -q '^  "tool": "iostrata capture",$' "$1" ||
    refuse "$1: not written by these scripts, expected another --out or no run.json there"
}

# The command in the background, since a signal is only noticed in wait; its standard input stays.
run_command() {
  if [ $# -gt 1 ]; then
    shift
    "$@" <&3 3<&- 9>&- &
  else
    [ -n "$seconds" ] || say "recording until Ctrl-C"
    sleep "${seconds:-2147483647}" 3<&- 9>&- &
  fi
  child=$!
  wait "$child"
  status=$?
  child=
}

# Ctrl-C ends a recording without a command as it should; with one it is the command's end.
stopped() {
  status=$1
  [ "$command_words" -gt 1 ] || [ "$1" != 130 ] || status=0
  exit "$status"
}

# write_run_json DIR [SET]: from the files that are there, $config, and what DIR/run.json said before.
write_run_json() {
  run_json=$1/run.json
  set_id=${2:-}
  before=
  if [ -f "$run_json" ]; then
    before=$(config_of "$run_json")
    [ -n "$set_id" ] || set_id=$(set_of "$run_json")
    run_date=$(earlier "$run_date" "$(date_of "$run_json")")
  fi
  [ -n "$run_date" ] || run_date=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  {
    printf '{\n  "tool": "iostrata capture",\n'
    printf '  "run_id": "%s",\n' "$(basename "$1" | escaped)"
    [ -z "$set_id" ] || printf '  "set": "%s",\n' "$(printf %s "$set_id" | escaped)"
    printf '  "date": "%s",\n' "$run_date"
    printf '  "config": {\n'
    config_lines
    printf '  },\n'
    benchmark_line "$1"
    printf '  "files": [\n'
    file_lines "$1"
    printf '  ]\n}\n'
  } >"$run_json.new" || refuse "$run_json.new: cannot be written"
  mv "$run_json.new" "$run_json"
}

# K=V of a run.json of ours, a line each, escaped as there.
config_of() {
  sed -n '/^  "config": {$/,/^  },$/s/^    "\([^"]*\)": "\(.*\)",\{0,1\}$/\1=\2/p' "$1"
}

set_of() {
  sed -n 's/^  "set": "\(.*\)",$/\1/p' "$1" | unescaped
}

date_of() {
  sed -n 's/^  "date": "\([0-9TZ:-]*\)",$/\1/p' "$1"
}

# Of two dates, either of which may be missing.
earlier() {
  printf '%s\n' "$1" "$2" | sed '/^$/d' | LC_ALL=C sort | head -n 1
}

escaped() {
  sed 's/\\/\\\\/g; s/"/\\"/g' | tr -d '\000-\037'
}

unescaped() {
  sed 's/\\\(.\)/\1/g'
}

# Keys of before, then of now: the last value of a key counts, at the place of the first.
config_lines() {
  {
    [ -z "$before" ] || printf '%s\n' "$before"
    printf %s "$config" | sed '/^$/d; s/\\/\\\\/g; s/"/\\"/g'
  } | awk '
    { at = index($0, "="); key = substr($0, 1, at - 1) }
    !(key in value) { order[++keys] = key }
    { value[key] = substr($0, at + 1) }
    END {
      for (i = 1; i <= keys; i++)
        printf "    \"%s\": \"%s\"%s\n", order[i], value[order[i]], (i < keys ? "," : "")
    }'
}

# The benchmark's own figures, as seqread printed them: of the guest, else of the host.
benchmark_line() {
  for machine in guest host; do
    [ -f "$1/$machine-seqread.txt" ] || continue
    sed -n 's/^seqread: requests=\([0-9]*\) mean_ns=\([0-9]*\)$/  "benchmark": {"requests": \1, "mean_ns": \2,/p' \
      "$1/$machine-seqread.txt" | head -n 1
    sed -n "s/^seqread: .*start_ns=\([0-9]*\) end_ns=\([0-9]*\)\$/    \"start_ns\": \1, \"end_ns\": \2, \
\"clock\": \"$machine CLOCK_MONOTONIC\"},/p" "$1/$machine-seqread.txt" | head -n 1
    return
  done
}

file_lines() {
  first=yes
  for file in "$1"/guest-* "$1"/host-* "$1"/qemu-* "$1"/trace-events*; do
    [ -f "$file" ] || continue
    [ "$first" = yes ] || printf ',\n'
    first=no
    file_line "$(basename "$file")"
  done
  [ "$first" = yes ] || printf '\n'
}

file_line() {
  machine=host
  case $1 in
    guest-*) layer=guest machine=guest ;;
    host-kvm*) layer=kvm ;;
    qemu-* | trace-events*) layer=qemu ;;
    *) layer=host ;;
  esac
  clock=$(printf '%s\n' "$1" | sed -n 's/^[^.]*\.\([a-z0-9_-]*\)\.[a-z]*$/\1/p')
  case $1 in
    *-seqread*) clock=mono ;;
    *-fio*) clock= ;; # a log is PREFIX_lat.1.log
  esac
  printf '    {"path": "%s", "layer": "%s"' "$(printf %s "$1" | escaped)" "$layer"
  [ -z "$clock" ] || printf ', "clock": "%s %s"' "$machine" "$clock"
  printf '}'
}
