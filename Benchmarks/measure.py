#!/usr/bin/env python3
"""Times the built command on generated units, and polars on the same files in the same minutes.

    python3 Benchmarks/measure.py .build/release/yanshou [--units 100000] [--runs 5] [--folder FOLDER]

The files are generated once a folder. polars is measured where this Python can import it, and its scores
are compared with the command's. Printed is, of each way of running, the median wall time with the least and
the greatest, the processor time of the median run, and the greatest peak of memory.
"""

import argparse
import csv
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def run(arguments):
    """Runs a program: (wall seconds, processor seconds, peak memory in MB)."""
    begin = time.monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    code = os.waitstatus_to_exitcode(status)
    process.returncode = code
    # Exit code 1 is findings, which generated units have.
    if code not in (0, 1):
        sys.exit(f"{' '.join(map(str, arguments))}\nended with {code}:\n{errors.decode()[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ways(options):
    """The ways of running: (name, arguments)."""
    folder = options.folder
    assess = [options.command.resolve(), "assess", folder / "set", folder / "submission.csv"]
    assess += ["--units", folder / "units.csv", "--period", "2021Q2"]
    out = folder / "out"
    yield "yanshou, scores", [*assess, "--write", "scores", "-o", out / "scores"]
    yield "yanshou, scores, one worker", [
        *assess, "--write", "scores", "--jobs", "1", "-o", out / "one",
    ]
    rolled = [*assess[:2], folder / "rolled", *assess[3:]]
    yield "yanshou, rolled up", [*rolled, "--write", "scores", "-o", out / "rolled"]
    if not options.scores_only:
        tables = "scores,results,gaps,problems,json"
        yield "yanshou, every table", [*assess, "--write", tables, "-o", out / "all"]
    if importlib.util.find_spec("polars"):
        polars = [sys.executable, HERE / "polars_assess.py", folder]
        yield "polars, whole cents", [*polars, out / "polars.csv"]
        yield "polars, floating point", [*polars, out / "floats.csv", "--floats"]


def compare(folder):
    """How many units have another total, rank, gate or point in polars' scores than in the command's."""
    ours, theirs = folder / "out/scores/scores.csv", folder / "out/polars.csv"
    if not theirs.exists():
        return
    for name in (theirs, folder / "out/floats.csv"):
        with open(ours, encoding="utf-8-sig") as a, open(name, encoding="utf-8-sig") as b:
            a, b = csv.DictReader(a), csv.DictReader(b)
            # The command has more columns than polars writes: what is compared is all that polars has.
            different = sum(normal(x, y) != normal(y, y) for x, y in zip(a, b, strict=True))
        print(f"units of scores.csv that differ from {name.name}: {different}")


def normal(row, columns):
    """The cells of a row by column, with numbers as numbers: 1.50 and 1.5 are the same."""
    # The command leaves the cell of a requirement empty where nothing was judged; polars writes the 0.00 that it adds.
    cells = {name: row[name] or ("0.00" if "." in name else "") for name in columns}
    return {
        name: cell.rstrip("0").rstrip(".") if "." in cell else cell for name, cell in cells.items()
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("command", type=Path)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path("out/bench"))
    parser.add_argument("--scores-only", action="store_true")
    options = parser.parse_args()
    options.folder = options.folder / str(options.units)
    if not (options.folder / "submission.csv").exists():
        print(f"generating {options.units} units in {options.folder}", flush=True)
        generate = [sys.executable, HERE / "generate.py", options.folder]
        subprocess.run([*generate, "--units", str(options.units)], check=True)
    shutil.rmtree(options.folder / "out", ignore_errors=True)
    (options.folder / "out").mkdir()
    # One run of each in turn, so that what else the machine does falls on all alike.
    measured = {}
    for number in range(options.runs):
        print(f"round {number + 1} of {options.runs}", flush=True)
        for name, arguments in ways(options):
            measured.setdefault(name, []).append(run(arguments))
    print(f"\n{'':28}{'wall s':>8}{'least':>8}{'most':>8}{'cpu s':>8}{'peak MB':>9}")
    for name, runs in measured.items():
        runs.sort()
        wall, cpu, _ = runs[len(runs) // 2]
        peak = max(memory for _, _, memory in runs)
        least, most = runs[0][0], runs[-1][0]
        print(f"{name:28}{wall:8.2f}{least:8.2f}{most:8.2f}{cpu:8.2f}{peak:9.0f}")
    compare(options.folder)


if __name__ == "__main__":
    main()
