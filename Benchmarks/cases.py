#!/usr/bin/env python3
"""Times `yanshou test` on generated cases of the common guideline.

    python3 Benchmarks/cases.py .build/release/yanshou [--cases 1000] [--runs 5] [--folder FOLDER]

What must come out of each case is worked out here, in fractions, by the rules of five requirements. Printed are the median,
least and greatest wall time, and the processor time and peak memory of the median run.
"""

import argparse
import random
import shutil
from fractions import Fraction
from pathlib import Path

from measure import run

SET = Path(__file__).parent.parent / "Indicators" / "common-2020"


def points(number):
    """Points with two digits, rounded half up."""
    return f"{int(number * 100 + Fraction(1, 2)) / 100:.2f}"


def lost(rate, bound, most):
    """A tenth of the points for each percentage point below the bound."""
    return max(Fraction(0), most - max(Fraction(0), bound - rate) * 100 * most / 10)


def case(index, random):
    received = random.randrange(100, 2000)
    settled = random.randrange(received * 85 // 100, received + 1)
    events = random.randrange(100, 5000)
    handled = random.randrange(events * 9 // 10, events + 1)
    calls = random.randrange(100, 9000)
    answered = random.randrange(calls * 9 // 10, calls + 1)
    meetings = random.randrange(0, 4)
    earned = {
        "T09.02": lost(Fraction(settled, received), Fraction(95, 100), Fraction(14, 10)),
        "T06.06": lost(Fraction(handled, events), Fraction(98, 100), Fraction(12, 10)),
        "T02.03": lost(Fraction(answered, calls), Fraction(98, 100), Fraction(1)),
    }
    expected = ", ".join(f"{id}: {{得分: {points(value)}}}" for id, value in earned.items())
    return (
        f"  - 用例: 第{index}条\n"
        f"    填报: {{纠纷受理数: {received}, 纠纷化解数: {settled}, 网格事件应办结数: {events}, "
        f"网格事件按期办结数: {handled}, 热线应办结数: {calls}, 热线按期办结数: {answered}, "
        f"常委会研究次数: {meetings}, 双组长落实: 是, 领导小组文件有效: 是}}\n"
        f"    应得: {{要求: {{{expected}, T01.01: 达到, T01.02: {'达到' if meetings >= 2 else '部分得分' if meetings else '未得分'}}}}}\n"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", type=Path)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path("out/cases"))
    options = parser.parse_args()
    folder = options.folder / "common-2020"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SET, folder, ignore=shutil.ignore_patterns("tests"))
    (folder / "tests").mkdir()
    source = random.Random(20201)
    cases = "".join(case(index + 1, source) for index in range(options.cases))
    (folder / "tests" / "generated.yaml").write_text(f"用例:\n{cases}", encoding="utf-8")
    runs = sorted(run([options.command.resolve(), "test", folder]) for _ in range(options.runs))
    wall, processor, memory = runs[len(runs) // 2]
    print(
        f"{options.cases} cases: {wall:.2f} s ({runs[0][0]:.2f} – {runs[-1][0]:.2f}), "
        f"processor {processor:.2f} s, {memory:.0f} MB"
    )


if __name__ == "__main__":
    main()
