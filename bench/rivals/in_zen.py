"""The task as a decision model of a rules engine (GoRules zen): a decision table an indicator, an expression for the points.

The engine decides unit after unit; places are counted here, since it knows no other units.

    python bench/rivals/in_zen.py MONTH.CSV ANSWER.CSV
"""

import itertools
import json
import sys
from typing import Any

import task
import zen


def decision_table(name: str, rules: list[tuple[str, str]]) -> dict[str, Any]:
    """A table with one input and one output; the first rule that holds decides."""
    rows = [{"_id": f"{name}{at}", "in": when, "out": then} for at, (when, then) in enumerate(rules)]
    return {
        "id": name, "name": name, "type": "decisionTableNode",
        "content": {
            "hitPolicy": "first",
            "inputs": [{"id": "in", "name": name, "field": name}],
            "outputs": [{"id": "out", "name": "mark", "field": f"mark_{name}"}],
            "rules": rows, "passThrough": True, "executionMode": "single", "inputField": None, "outputPath": None,
        },
    }  # fmt: skip


def model() -> dict[str, Any]:
    """The graph: input, a table for each indicator in turn, the sum of the points, output."""
    names = [f"c{at}" for at in range(13)]
    tables = []
    for at, name in enumerate(names):
        if at in task.SHARES:
            rules = [(">= 95", "100"), ("", f"max([0, 100 - 2 * ceil(95 - {name})])")]
        elif at in task.COUNTS:
            rules = [("0", "100"), ("", "0")]
        else:
            rules = [("", name)]
        tables.append(decision_table(name, rules))
    points = " + ".join(f"floor(mark_{name} * weights[{at}] + 0.5)" for at, name in enumerate(names))
    total = {
        "id": "total", "name": "total", "type": "expressionNode",
        "content": {"expressions": [{"id": "total", "key": "total", "value": points}], "passThrough": False},
    }  # fmt: skip
    ends = [{"id": end, "name": end, "type": f"{end}Node"} for end in ("input", "output")]
    line = ["input", *names, "total", "output"]
    edges = [
        {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"}
        for one, other in itertools.pairwise(line)
    ]
    return {"nodes": [ends[0], *tables, total, ends[1]], "edges": edges}


def main(month: str, answer: str) -> None:
    """Decides each unit."""
    decision = zen.ZenEngine().create_decision(json.dumps(model()))
    scored = []
    for name, group, cells in task.units(month):
        context: dict[str, Any] = {f"c{at}": float(cell.removesuffix("%")) for at, cell in enumerate(cells)}
        context["weights"] = task.weights(group)
        scored.append((name, group, round(decision.evaluate(context)["result"]["total"])))
    task.write(answer, scored)


main(*sys.argv[1:])
