#!/usr/bin/env python3
"""Generates a set of 100 requirements over 210 items, and the values of any number of units.

    python3 Benchmarks/generate.py FOLDER [--units 100000] [--seed 1]

writes FOLDER/set (an indicator set), FOLDER/units.csv (the registry) and FOLDER/submission.csv (wide,
a row per unit). The same arguments give the same bytes. One cell in a hundred is blank. FOLDER/rolled is the
same set for the level above: what the units report is rolled up, and a bonus goes to the best three.

The requirements, one point each, ten tasks of ten; each kind reads items of its own:

    kind     count  reads                     asks
    linear      30  two counts                a ratio between 85% and 95%; the first ten do not apply
                                              where the denominator is 0
    short       20  two counts                10% of the points for each 1% below 95%
    met         15  yes or no, two counts     yes, and one count at least the other
    events      15  two counts                half for each of the first, a tenth for each of the second,
                                              at most 40%
    bands       10  two counts                all, 60%, 20% or nothing by the sum
    steps       10  two percentages           25% per 1% that the better one lies below 96%, 50% below 90%
"""

import argparse
import random
from pathlib import Path

KINDS = ["linear"] * 30 + ["short"] * 20 + ["met"] * 15 + ["events"] * 15 + ["bands"] * 10
KINDS += ["steps"] * 10
UNITS_PER_CITY = 200


def requirements():
    """The requirements in order: (id, number of the task, kind, number, items)."""
    # The kinds are dealt out, so that every task has some of each.
    order = sorted(range(100), key=lambda index: (index * 37 % 100))
    for place, index in enumerate(order):
        task = place // 10 + 1
        kind = KINDS[index]
        yield f"T{task:02}.{place % 10 + 1:02}", task, kind, index, items(kind, index)


def items(kind, index):
    """The items that a requirement reads: (name, type)."""
    count, percent = "count", "percent"
    names = {
        "linear": [("办结数", count), ("受理数", count)],
        "short": [("已建数", count), ("应建数", count)],
        "met": [("已落实", "yes-no"), ("到岗数", count), ("应到数", count)],
        "events": [("重大事件数", count), ("一般事件数", count)],
        "bands": [("通报数", count), ("督办数", count)],
        "steps": [("安全感", percent), ("满意度", percent)],
    }
    return [(f"{name}{index:02}", type) for name, type in names[kind]]


def rule(kind, index, names, rolled):
    """The lines of a requirement that say how it is scored."""
    if kind == "linear":
        lines = [f"value: {names[0]} / {names[1]}", "score: {linear: {zero: 85%, full: 95%}}"]
        if index < 10:
            lines += [f"applies: {names[1]} > 0", "not applicable: leave out"]
        return lines
    if kind == "short":
        return [
            f"value: {names[0]} / {names[1]}",
            "score: {lines: [{lose: 10%, per: 1%, below: 95%}]}",
        ]
    if kind == "met":
        done = f"{names[0]} >= 90%" if rolled else names[0]
        return [f"score: {{met: {done} and {names[1]} >= {names[2]}}}"]
    if kind == "events":
        return [
            "score:",
            "  lines:",
            f"    - {{lose: 50%, each: {names[0]}}}",
            f"    - {{lose: 10%, each: {names[1]}, at most: 40%}}",
        ]
    if kind == "bands":
        return [
            f"value: {names[0]} + {names[1]}",
            "score:",
            "  bands: [{is: 0, earn: all}, {up to: 2, earn: 60%}, {up to: 5, earn: 20%}, {earn: 0}]",
        ]
    return [
        f'value: "max({names[0]}, {names[1]})"',
        "score:",
        "  lines:",
        "    - {lose: 25%, per: 1%, below: 96%, to: 90%}",
        "    - {lose: 50%, per: 1%, below: 90%}",
    ]


ROLLUP = {"count": "sum", "percent": "mean", "yes-no": "share"}
BONUS = """adjustments:
  - adjustment: J01
    title: 办结最多的前三名
    score: {lines: [{earn: 1, when: place(办结数00) <= 3}]}
"""


def write_set(folder, rolled=False):
    (folder / "tasks").mkdir(parents=True, exist_ok=True)
    (folder / "set.yaml").write_text(
        """set: generated
title: 生成的测速指标体系
edition: "1"
language: zh-CN
assesses: LEVEL
period: quarter
expect: {tasks: 10, requirements: 100}
points: 100
rounding: {digits: 2, mode: half-up}
part: share
missing: no points
gates:
  - gate: entry
    title: 进门门槛
    needs: {total: 60%, reported: 90%}
  - gate: exit
    title: 出门门槛
    after: entry
    needs: {total: 75%, each task: 50%}
""".replace("LEVEL", "city" if rolled else "county")
        + (BONUS if rolled else ""),
        encoding="utf-8",
    )
    data = ["items:"]
    tasks = {}
    for id, task, kind, index, read in requirements():
        for name, type in read:
            level = f", level: county, rollup: {ROLLUP[type]}, complete: 50%" if rolled else ""
            data.append(f"  {name}: {{code: D{len(data):04}, title: {name}, type: {type}{level}}}")
        names = [name for name, _ in read]
        lines = [f"  - requirement: {id}", f"    title: 第{index:02}项要求", "    points: 1"]
        lines += ["    " + line for line in rule(kind, index, names, rolled)]
        lines += ["    provenance: drafted", "    source: 生成"]
        tasks.setdefault(task, []).append("\n".join(lines))
    (folder / "data.yaml").write_text("\n".join(data) + "\n", encoding="utf-8")
    for task, parts in tasks.items():
        head = f"task: T{task:02}\ntitle: 第{task}项任务\npoints: 10\nlead: 牵头单位\nrequirements:\n"
        file = folder / "tasks" / f"{task:02}-第{task}项任务.yaml"
        file.write_text(head + "\n\n".join(parts) + "\n", encoding="utf-8")


def cells(kind, index, draw):
    """The values of one requirement's items; `draw()` gives the next number of 16 bits."""
    if kind in ("linear", "short"):
        # A denominator of 0 in one of 200 where the requirement says what that means.
        whole = 0 if index < 10 and draw() % 200 == 0 else 50 + draw() % 4000
        return [str(whole * (840 + draw() % 161) // 1000), str(whole)]
    if kind == "met":
        due = 5 + draw() % 60
        absent = 1 if draw() % 10 == 0 else 0
        return ["否" if draw() % 20 == 0 else "是", str(due - absent), str(due)]
    if kind == "events":
        return [str(max(0, draw() % 12 - 9)), str(max(0, draw() % 16 - 8))]
    if kind == "bands":
        return [str(max(0, draw() % 8 - 5)), str(max(0, draw() % 8 - 5))]
    return [f"{8700 + draw() % 1300}", f"{8700 + draw() % 1300}"]


def percent(hundredths):
    return f"{hundredths[:-2]}.{hundredths[-2:]}%"


def write_units(folder, count, seed):
    plan = [(kind, index, len(read)) for _, _, kind, index, read in requirements()]
    header = ["code", "name", "period"]
    header += [name for _, _, _, _, read in requirements() for name, _ in read]
    generator = random.Random(seed)
    with (
        open(folder / "units.csv", "w", encoding="utf-8", newline="\n") as units,
        open(folder / "submission.csv", "w", encoding="utf-8", newline="\n") as submission,
    ):
        units.write("code,name,level,parent\n")
        submission.write(",".join(header) + "\n")
        for number in range(count):
            city = 100000 + number // UNITS_PER_CITY
            if number % UNITS_PER_CITY == 0:
                units.write(f"{city},第{city}市,city,\n")
            code = f"{city}{number % UNITS_PER_CITY:03}"
            units.write(f"{code},第{code}县,county,{city}\n")
            # Sixteen bits for each draw: one call of the generator for a whole row.
            bits = generator.getrandbits(16 * 800).to_bytes(1600, "little")
            draw = iter(memoryview(bits).cast("H")).__next__
            row = [code, f"第{code}县", "2021Q2"]
            for kind, index, _ in plan:
                values = cells(kind, index, draw)
                if kind == "steps":
                    values = [percent(value) for value in values]
                row += ["" if draw() % 100 == 0 else value for value in values]
            submission.write(",".join(row) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_set(options.folder / "set")
    write_set(options.folder / "rolled", rolled=True)
    write_units(options.folder, options.units, options.seed)


if __name__ == "__main__":
    main()
