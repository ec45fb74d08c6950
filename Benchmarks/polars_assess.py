#!/usr/bin/env python3
"""Scores what generate.py wrote with polars, to compare with: the same rules by hand, nothing else.

    python3 Benchmarks/polars_assess.py FOLDER OUT.csv [--floats]

Points are whole cents reached by whole numbers, so that they are exact; with --floats they are binary
floating point, as such a script is usually written. Written are the columns of `scores.csv`: total, rank,
gates passed, number of missing requirements, points of each requirement. What polars is spared: places of
cells, reasons, gaps, suggestions, checks of types, duplicates and units.
"""

import argparse
import sys
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).parent))
from generate import requirements  # noqa: E402


def ratio(numerator, denominator):
    """A quotient rounded half up to whole cents; both are whole numbers, the denominator above 0."""
    return (2 * numerator + denominator) // (2 * denominator)


def rounded(points):
    """Cents of points as floating point, rounded half up."""
    return (points * 100 + 0.5).floor().cast(pl.Int64)


def earned(kind, columns, floats):
    """Cents of a requirement of one point; null where it is missing."""
    a, b = columns[0], columns[1]
    if kind == "linear":
        if floats:
            return rounded(((a / b - 0.85) / 0.10).clip(0, 1))
        return ratio((1000 * a - 850 * b).clip(0), pl.when(b > 0).then(b)).clip(0, 100)
    if kind == "short":
        if floats:
            return rounded((1 - ((0.95 - a / b).clip(0) * 10)).clip(0, 1))
        return ratio((100 * b - (950 * b - 1000 * a).clip(0)).clip(0), b)
    if kind == "met":
        return pl.when((a == "是") & (b >= columns[2])).then(100).otherwise(0)
    if kind == "events":
        return (100 - 50 * a - (10 * b).clip(upper_bound=40)).clip(0)
    if kind == "bands":
        total = a + b
        steps = pl.when(total == 0).then(100).when(total <= 2).then(60).when(total <= 5).then(20)
        return pl.when(total.is_null()).then(None).otherwise(steps.otherwise(0))
    best = pl.when(a.is_null() | b.is_null()).then(None).otherwise(pl.max_horizontal(a, b))
    if floats:
        value = best / 10000
        first = (0.96 - value.clip(0.90)).clip(0) * 25
        return rounded((1 - first - (0.90 - value).clip(0) * 50).clip(0))
    first = 25 * (9600 - best.clip(9000)).clip(0)
    lost = first + 50 * (9000 - best).clip(0)
    return ratio((10000 - lost).clip(0), 100)


def is_missing(kind, index, columns):
    if kind == "met":
        a, b, c = columns
        unknown = a.is_null() | b.is_null() | c.is_null()
        return unknown & ~(a == "否").fill_null(False) & ~(b < c).fill_null(False)
    unknown = columns[0].is_null() | columns[1].is_null()
    if kind == "linear" and index < 10:
        return unknown & ~(columns[1] == 0).fill_null(False)
    return unknown


def read(folder):
    types = {"code": pl.String, "name": pl.String, "period": pl.String}
    percents = []
    for _, _, _, _, items in requirements():
        for name, type in items:
            types[name] = pl.Int64 if type == "count" else pl.String
            if type == "percent":
                percents.append(name)
    frame = pl.read_csv(folder / "submission.csv", schema=types)
    hundredths = [
        pl.col(name).str.replace_all(r"[.%]", "").cast(pl.Int64).alias(name) for name in percents
    ]
    units = pl.read_csv(folder / "units.csv", schema_overrides={"code": pl.String})
    units = units.filter(pl.col("level") == "county").select("code")
    return units.join(frame.with_columns(hundredths), on="code", how="left")


def assess(frame, floats):
    ids, points, missing, applies, absent, required = [], [], [], [], [], []
    tasks = {}
    for id, task, kind, index, items in requirements():
        columns = [pl.col(name) for name, _ in items]
        ids.append(id)
        tasks.setdefault(task, []).append(id)
        unknown = is_missing(kind, index, columns)
        inside = pl.lit(True)
        if kind == "linear" and index < 10:
            inside = (columns[1] != 0).fill_null(True)
        missing.append(unknown.alias("missing " + id))
        applies.append(inside.alias("applies " + id))
        exact = pl.when(inside & ~unknown).then(earned(kind, columns, floats)).otherwise(0)
        points.append(exact.cast(pl.Int64).alias(id))
        for column in columns:
            absent.append((column.is_null() & inside).cast(pl.Int64))
        required.append(inside.cast(pl.Int64) * len(columns))
    frame = frame.with_columns(points + missing + applies)

    def sums(ids):
        """Earned, earned at best, base: in cents."""
        worst = pl.sum_horizontal(ids)
        best = worst + 100 * pl.sum_horizontal(["missing " + id for id in ids])
        return worst, best, 100 * pl.sum_horizontal(["applies " + id for id in ids])

    worst, best, base = sums(ids)
    reported = 10 * pl.sum_horizontal(absent) <= pl.sum_horizontal(required)
    total = ratio(worst * 10000, base)
    # A gate is passed when the worst completion of what is missing passes it.
    entry = (total >= 6000) & reported
    exits = entry & (total >= 7500)
    for task in tasks.values():
        task_worst, _, task_base = sums(task)
        exits &= 2 * task_worst >= task_base
    frame = frame.select(
        "code",
        "name",
        total.alias("total"),
        pl.when(exits).then(pl.lit("entry;exit")).when(entry).then(pl.lit("entry")).alias("gates"),
        pl.lit("").alias("vetoes"),
        pl.sum_horizontal(["missing " + id for id in ids]).alias("missing"),
        *[
            pl.when(pl.col("applies " + id)).then(pl.col(id)).alias(id)
            for id in ids
        ],
    )
    rank = pl.col("total").rank("min", descending=True).cast(pl.Int64).alias("rank")
    frame = frame.with_columns(rank).sort(["rank", "code"])
    cents = [(pl.col(name) / 100).alias(name) for name in ["total", *ids]]
    head = ["code", "name", "total", "rank", "gates", "vetoes", "missing"]
    return frame.with_columns(cents).select(head + ids)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--floats", action="store_true")
    options = parser.parse_args()
    scores = assess(read(options.folder), options.floats)
    scores.write_csv(options.out, include_bom=True, float_precision=2)


if __name__ == "__main__":
    main()
