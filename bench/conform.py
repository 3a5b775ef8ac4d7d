"""Makes events of iostrata (`dump --format jsonl`) and of babeltrace2 comparable, a line an event: conform.py MODE <in >out.

Modes: exact; perf, without ioprio, which perf leaves in the kernel's numbers; blktrace, with times from the first event on
and without names of tasks at completions, where blkparse prints the error instead; ctf and babeltrace, numbers as numbers.
"""
import json
import re
import sys

LINE = re.compile(r"\[(\d+)\] (?:\S+ )?(?:\w+:)?(\w+): (.*)")
FIELD = re.compile(r"(\w+) = (\[ .*? \]|\"(?:[^\"\\]|\\.)*\"|[^,}\s]+)")
COLUMNS = {"cpu_id": "cpu", "vpid": "pid", "vtid": "tid", "procname": "comm"}


def row(event, mode):
    del event["seq"]
    args = event["args"]
    if mode == "perf":
        args.pop("ioprio", None)
    if mode == "blktrace":
        if event["event"] == "blktrace_start":
            return None
        if event["event"] == "block_rq_complete":
            event["comm"] = None
        row.start = event["ts_ns"] if row.start is None else row.start
        event["ts_ns"] -= row.start
    if mode == "ctf":
        return line(event["ts_ns"], event["event"], {**args, **{k: event[k] for k in COLUMNS.values()}})
    return json.dumps(event, sort_keys=True)


row.start = None


def line(time, name, values):
    values = {k: value(str(v)) for k, v in values.items() if v is not None}
    return json.dumps([int(time), name, values], sort_keys=True)


def value(text):
    text = text.strip('"')
    if re.fullmatch(r"0x[0-9a-fA-F]+", text):
        return str(int(text, 16))
    if re.fullmatch(r"-?\d+\.\d+(e[+-]?\d+)?", text, re.IGNORECASE):
        return "%.5g" % float(text)
    return re.sub(r"\[\d+\] = ", "", text).replace("[ ", "[").replace(" ]", "]")


def babeltrace(text):
    time, name, fields = LINE.match(text).groups()
    found = {COLUMNS.get(k, k): v for k, v in FIELD.findall(fields) if not k.endswith("_length")}
    return line(time, name, found)


mode = sys.argv[1]
for text in sys.stdin:
    if text.strip():
        out = babeltrace(text) if mode == "babeltrace" else row(json.loads(text), mode)
        if out is not None:
            print(out)
