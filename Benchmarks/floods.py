#!/usr/bin/env python3
"""Hands the built command files that are full of mistakes, and prints the peak of memory and the processor time of each.

    python3 Benchmarks/floods.py .build/release/yanshou

The files are generated in a temporary folder. The end is 1 where a run takes more than 100 MiB, or does not end by itself
with code 0, 1 or 2.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SET = Path(__file__).resolve().parent.parent / "Tests/CommandTests/Data/small"
HEAD = "code,name,period,受理数,化解数,中心建成,事故数,通报数"
ROW = "100001,甲县,2021Q2,100,97,是,0,0"
NAMES = "".join(f"{200_000 + n},县{n}{ROW[9:]}\n" for n in range(20_000))
MEMORY = 100


def tables():
    """Files of submissions, each (what it is full of, its text, further arguments)."""
    yield "600 KB of lone quotes", HEAD + "\n" + '"a\n' * 200_000, []
    yield "456 KB of rows with their cells shifted", HEAD + "\n" + ("," + ROW + "\n") * 12_000, []
    yield "8,000 columns that the set does not know", "\n".join(
        [HEAD + "".join(f",c{n}" for n in range(8_000)), ROW + ",1" * 8_000, ""]
    ), []
    yield "5,000 times the same heading", "\n".join(
        [HEAD + ",受理数" * 5_000, ROW + ",1" * 5_000, ""]
    ), []
    yield "100,000 wrong values", HEAD + "\n" + "".join(
        f"{200_000 + n},县{n},2021Q2,许多,很多,未必,多,几个\n" for n in range(20_000)
    ), []
    yield "20,000 units that the registry does not know", HEAD + "\n" + NAMES, ["--units", "units.csv"]
    yield "20,000 units without a registry, scores", HEAD + "\n" + NAMES, ["--write", "scores", "-o", "scores"]
    yield "20,000 units without a registry, every report and their pages", HEAD + "\n" + NAMES, ["-o", "out"]


def sets():
    """Files of a set that take the place of its first task, each (what it is full of, its text)."""
    text = (SET / "tasks/01.yaml").read_text()
    line = next(line for line in text.splitlines() if "score:" in line)
    indent = line[: len(line) - len(line.lstrip())]
    yield "a line of 57 KB", text.replace(
        line, indent + "score: {lines: [" + ",".join(["{lose: 1, each: x}"] * 3_000) + "]}", 1
    )
    unknown = "".join(f"{indent}key{n}: 1\n" for n in range(20_000))
    yield "20,000 unknown keys", text.replace(line, unknown + line, 1)
    yield "20,000 times the same key", text.replace(line, f"{indent}note: a\n" * 20_000 + line, 1)


def run(arguments, folder):
    """Runs a program in a folder: (exit code, processor seconds, peak memory in MiB)."""
    process = subprocess.Popen(
        arguments, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    command = Path(sys.argv[1]).resolve()
    is_fine = True
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        cases = []
        (folder / "units.csv").write_text("code,name,level\n100001,甲县,county\n")
        for number, (title, text, more) in enumerate(tables()):
            path = folder / f"{number}.csv"
            path.write_text(text)
            cases.append((title, ["assess", SET, path, "--period", "2021Q2", *more]))
        for number, (title, text) in enumerate(sets()):
            path = folder / f"set{number}" / "small"
            shutil.copytree(SET, path)
            (path / "tasks/01.yaml").write_text(text)
            cases.append((title, ["lint", path]))
        print("| full of | peak memory MiB | processor s | code |\n| --- | --- | --- | --- |")
        for title, arguments in cases:
            code, seconds, memory = run([command, *arguments], folder)
            print(f"| {title} | {memory:.0f} | {seconds:.2f} | {code} |")
            is_fine &= code in (0, 1, 2) and memory <= MEMORY
    sys.exit(0 if is_fine else 1)


main()
