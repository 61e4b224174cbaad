"""The task in OpenFisca-core, the engine of tax and benefit models: a variable an indicator, vectors of whole numbers.

Its amounts are 32-bit floats unless a variable is of whole numbers; here they are, in hundredths.

    python bench/rivals/in_openfisca.py MONTH.CSV ANSWER.CSV
"""

import sys
from typing import Any

import numpy as np
import task
from openfisca_core.entities import build_entity
from openfisca_core.periods import MONTH
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2019-03"
UNIT = build_entity(key="unit", plural="units", label="Appraised unit", is_person=True)


def share(value: Any) -> Any:
    """Marks in tenths of shares in hundredths of a percent."""
    return np.where(value >= 9500, 1000, np.maximum(0, 1000 - 20 * ((9500 - value + 99) // 100)))


def count(value: Any) -> Any:
    """Marks in tenths of counts."""
    return np.where(value == 0, 1000, 0)


def variable(name: str, formula: Any = None) -> type[Variable]:
    """A variable of whole numbers a month, read or computed."""
    content = {"value_type": int, "entity": UNIT, "definition_period": MONTH, "label": name}
    return type(name, (Variable,), content | ({"formula": formula} if formula else {}))


def system() -> TaxBenefitSystem:
    """The data, the marks and the total as variables."""
    made = TaxBenefitSystem([UNIT])
    made.add_variable(variable("last"))
    for at in range(13):
        rule = share if at in task.SHARES else count if at in task.COUNTS else (lambda value: value)
        made.add_variable(variable(f"c{at}"))
        made.add_variable(
            variable(f"m{at}", lambda unit, period, _, at=at, rule=rule: rule(unit(f"c{at}", period).astype(np.int64)))
        )
    made.add_variable(variable("total", total))
    return made


def total(unit: Any, period: Any, _: Any) -> Any:
    """The total in hundredths."""
    last = unit("last", period) == 1
    return sum(
        (unit(f"m{at}", period) * np.where(last, task.LAST_WEIGHTS[at], task.WEIGHTS[at]) + 5) // 10 for at in range(13)
    )


def main(month: str, answer: str) -> None:
    """Reads into vectors, computes and writes."""
    read = list(task.units(month))
    simulation = SimulationBuilder().build_default_simulation(system(), len(read))
    simulation.set_input("last", PERIOD, np.array([group == task.CLASSES[-1] for _, group, _ in read], dtype=np.int32))
    for at in range(13):
        scale = 100 if at in task.SHARES else 1 if at in task.COUNTS else 10
        cells = [round(float(cells[at].removesuffix("%")) * scale) for _, _, cells in read]
        simulation.set_input(f"c{at}", PERIOD, np.array(cells, dtype=np.int32))
    totals = simulation.calculate("total", PERIOD)
    task.write(answer, [(name, group, int(found)) for (name, group, _), found in zip(read, totals, strict=True)])


main(*sys.argv[1:])
