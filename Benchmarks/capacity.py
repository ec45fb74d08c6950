#!/usr/bin/env python3
"""Hands the built command inputs of the sizes that it is said to stand, and a step more of each; prints what that costs.

    python3 Benchmarks/capacity.py .build/release/yanshou [WORDS…]

The inputs are generated in a temporary folder (TMPDIR, some gigabytes). With words, only those rows are run that have one of them.
Two tables are printed: what is within, with the peak of memory and the processor time; what is beyond, with the diagnostic that
says so. The end is 1 where a run takes more than 512 MiB (of a million units: 1 GiB), does not end by itself with code 0, 1 or 2,
or does not say what is beyond.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SMALL = HERE.parent / "Tests/CommandTests/Data/small"
HEAD = "code,name,period,受理数,化解数,中心建成,事故数,通报数"
ROW = "100001,甲县,2021Q2,100,97,是,0,0"
MEMORY = 512
MEMORY_OF = {"1,000,001 units without a registry": 1024}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        for piece in [text] if isinstance(text, str) else text:
            file.write(piece)
    return path


def row(number, values="2021Q2,100,97,是,0,0"):
    return f"{200_000 + number},县{number},{values}\n"


def rows(count, values="2021Q2,100,97,是,0,0"):
    """The text of a table with so many units, in pieces."""
    yield HEAD + "\n"
    for start in range(0, count, 10_000):
        end = min(start + 10_000, count)
        yield "".join(row(number, values) for number in range(start, end))


def generated(folder, units):
    """A set of 100 requirements over 210 items, and so many units."""
    subprocess.run(
        [sys.executable, HERE / "generate.py", folder, "--units", str(units)], check=True
    )
    return ["assess", folder / "set", folder / "submission.csv", "--units", folder / "units.csv"]


def wide_set(folder, requirements):
    """A set of so many requirements, each with two items of its own, and a table of 100 units."""
    tasks = max(1, requirements // 100)
    write(
        folder / "set/set.yaml",
        f"""set: large
title: 大指标体系
edition: "1"
language: zh-CN
assesses: county
period: quarter
expect: {{tasks: {tasks}, requirements: {requirements}}}
points: {requirements}
rounding: {{digits: 2, mode: half-up}}
part: share
missing: no points
gates:
  - gate: pass
    title: 及格
    needs: {{total: 60%}}
""",
    )
    names = [f"{kind}{n:05}" for n in range(requirements) for kind in ("办结数", "受理数")]
    write(
        folder / "set/data.yaml",
        "items:\n"
        + "".join(
            f"  {name}: {{code: D{n:05}, title: {name}, type: count}}\n"
            for n, name in enumerate(names)
        ),
    )
    each = requirements // tasks
    for task in range(tasks):
        head = f"task: T{task + 1:03}\ntitle: 第{task + 1}项任务\npoints: {each}\nlead: 牵头单位\n"
        text = "".join(
            f"  - requirement: T{task + 1:03}.{n % each + 1:03}\n    title: 第{n}项要求\n    points: 1\n"
            f"    value: 办结数{n:05} / 受理数{n:05}\n"
            "    score: {linear: {zero: 50%, full: 95%}}\n    provenance: drafted\n    source: 生成\n"
            for n in range(task * each, (task + 1) * each)
        )
        write(folder / f"set/tasks/{task + 1:03}.yaml", head + "requirements:\n" + text)
    width = 2 * requirements
    table = [",".join(["code", "name", "period", *names]) + "\n"]
    table += [f"{n + 1},县{n},2021Q2" + ",90" * width + "\n" for n in range(100)]
    return folder / "set", write(folder / "a.csv", table)


def within(folder):
    """What is stood: (what, arguments)."""
    small = ["assess", SMALL]
    out = ["--write", "scores", "-o"]

    def assess(name, text):
        return [*small, write(folder / name / "a.csv", text), "--period", "2021Q2"]

    yield "10,000 units × 100 requirements, scores", lambda: [
        *generated(folder / "g", 10_000), "--period", "2021Q2", *out, folder / "g/out",
    ]
    yield "100,000 units × 100 requirements, scores", lambda: [
        *generated(folder / "g2", 100_000), "--period", "2021Q2", *out, folder / "g2/out",
    ]
    yield "10,000 units without a registry, every report, pages", lambda: [
        *assess("pages", rows(10_000)), "-o", folder / "pages/out",
    ]
    yield "500,000 units without a registry", lambda: assess("units", rows(500_000))
    yield "2,000 requirements and 4,000 items, 100 units", lambda: [
        "assess", *wide_set(folder / "wide", 2_000), *out, folder / "wide/out",
    ]
    yield "20,000 files", lambda: [
        *small,
        [write(folder / f"files/{n:05}.csv", HEAD + "\n" + row(n)) for n in range(20_000)][0].parent,
        "--period", "2021Q2",
    ]
    yield "a file of 300 MB, most of it of another period", lambda: assess(
        "large", (text for n in range(60) for text in (rows(100_000, "2020Q1,100,97,是,0,0") if n else rows(1)))
    )
    yield "1,000,000 values in a long table", lambda: assess(
        "long",
        (
            "code,name,period,item,value\n" if n < 0 else "".join(
                f"{n * 100 + m},县{n * 100 + m},2021Q2,{item},1\n"
                for m in range(100) for item in ("受理数", "化解数", "事故数", "通报数", "中心建成")
            ) for n in range(-1, 2_000)
        ),
    )
    yield "1,000,000 wrong values", lambda: assess(
        "wrong", rows(200_000, "2021Q2,许多,很多,未必,多,几个")
    )
    yield "16,000 columns", lambda: assess(
        "columns", HEAD + "".join(f",c{n}" for n in range(15_990)) + "\n" + ROW + ",1" * 15_990 + "\n"
    )
    yield "a name of 200 characters, a code of 64", lambda: assess(
        "name", f"{HEAD}\n{'1' * 64},{'名' * 200}{ROW[9:]}\n"
    )
    yield "FEEL: 99 brackets", lambda: ["eval", "(" * 99 + "1" + ")" * 99]
    yield "FEEL: a loop of 100,000", lambda: ["eval", "count(for i in 1..100000 return i * i)"]


def beyond(folder):
    """What is not stood: (what, arguments, the code of what is said)."""

    def assess(name, text):
        return ["assess", SMALL, write(folder / name, text), "--period", "2021Q2"]

    def lint(name, text):
        path = folder / name / "small"
        shutil.copytree(SMALL, path)
        task = path / "tasks/01.yaml"
        task.write_text(text(task.read_text()))
        return ["lint", path]

    yield "1,000,001 units without a registry", lambda: assess(
        "b/units.csv", rows(1_000_001)
    ), "too-many-units"
    yield "100,001 files", lambda: [
        "assess", SMALL,
        [write(folder / f"b/files/{n:06}.csv", "") for n in range(100_001)][0].parent,
    ], "too-many-files"
    yield "16,385 columns", lambda: assess(
        "b/columns.csv", HEAD + ",c" * 16_380 + "\n" + ROW + "\n"
    ), "too-many-fields"
    yield "a line of 5 MB", lambda: assess(
        "b/line.csv", f"{HEAD}\n{ROW}\n" + "1" * (5 << 20) + "\n"
    ), "record-too-long"
    yield "a name of 201 characters", lambda: assess(
        "b/name.csv", f"{HEAD}\n100001,{'名' * 201}{ROW[9:]}\n"
    ), "long-unit"
    yield "XML: 100,000 elements in one another", lambda: assess(
        "b/deep.xml", "<submissions>" + "<a>" * 100_000
    ), "xml-limit"
    yield "YAML: 10,000 lists in one another", lambda: lint(
        "b/deep", lambda text: text + "\nnote: " + "[" * 10_000
    ), "yaml-too-deep"
    yield "a file of a set of 5 MB", lambda: lint(
        "b/setfile", lambda text: text + "# " + "x" * (5 << 20)
    ), "4 MB"
    yield "FEEL: 20,000 brackets", lambda: [
        "eval", "(" * 20_000 + "1" + ")" * 20_000
    ], "too-deep"
    yield "FEEL: a loop of 10,000,000", lambda: [
        "eval", "count(for i in 1..10000000 return i * i)"
    ], "no-value"


def run(arguments):
    """Runs a program: (exit code, processor seconds, peak memory in MiB, what it said)."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(arguments, stdout=said, stderr=said, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def main():
    command = Path(sys.argv[1]).resolve()
    words = sys.argv[2:]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    is_fine = True

    def wanted(title):
        return not words or any(word in title for word in words)

    print("| within | peak memory MiB | processor s | code |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for title, make in within(Path(folder)):
            if not wanted(title):
                continue
            code, seconds, memory, _ = run([command, *make()])
            print(f"| {title} | {memory:.0f} | {seconds:.2f} | {code} |", flush=True)
            is_fine &= code in (0, 1, 2) and memory <= MEMORY
    print("\n| beyond | peak memory MiB | processor s | code | what is said |")
    print("| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for title, make, expected in beyond(Path(folder)):
            if not wanted(title):
                continue
            code, seconds, memory, text = run([command, *make()])
            said = [line for line in text.splitlines() if expected in line]
            word = expected if said else "NOTHING"
            print(f"| {title} | {memory:.0f} | {seconds:.2f} | {code} | {word} |", flush=True)
            is_fine &= code in (0, 1, 2) and memory <= MEMORY_OF.get(title, MEMORY) and bool(said)
    sys.exit(0 if is_fine else 1)


main()
