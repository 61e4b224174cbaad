"""The task as a workbook with formulas, as an office would make it, recalculated by LibreOffice without a window.

``make`` writes the workbook of a month; ``run`` recalculates every formula and saves the totals as csv. A spreadsheet computes with
doubles: the bench counts which totals are not those of the rules.

    python bench/rivals/in_spreadsheet.py make MONTH.CSV MONTH.XLSX
    python bench/rivals/in_spreadsheet.py run MONTH.XLSX ANSWER.CSV
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import task
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

OFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76,1"
"""Commas, quotation marks where needed, UTF-8, from the first line."""
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>
"""
"""Formulas are worked out when a file is opened, not taken as they were saved."""


def mark(at: int, cell: str) -> str:
    """The formula of the mark of the number in a cell."""
    if at in task.SHARES:
        return f"IF({cell}>=95%,100,MAX(0,100-2*ROUNDUP((95%-{cell})*100,0)))"
    return f"IF({cell}=0,100,0)" if at in task.COUNTS else cell


def make(month: str, workbook: str) -> None:
    """A sheet with the data, a column of points an indicator, total, place and grade; a sheet with the weights."""
    read = list(task.units(month))
    with Workbook(workbook) as book:
        sheet, weights = book.add_worksheet("month"), book.add_worksheet("weights")
        for row, unit_class in enumerate(task.CLASSES):
            weights.write_row(row, 0, (unit_class, *(weight / 100 for weight in task.weights(unit_class))))
        sheet.write_row(0, 0, ("unit", "class", *(f"datum {at + 1}" for at in range(13))))
        sheet.write_row(0, 15, (*(f"points {at + 1}" for at in range(13)), "total", "place"))
        last = len(read) + 1
        total, group = xl_col_to_name(28), f"$B$2:$B${last}"
        for row, (name, unit_class, cells) in enumerate(read, start=1):
            sheet.write_row(row, 0, (name, unit_class))
            points = []
            for at, cell in enumerate(cells):
                number = float(cell.removesuffix("%"))
                sheet.write_number(row, 2 + at, number / 100 if at in task.SHARES else number)
                found = f"VLOOKUP($B{row + 1},weights!$A$1:$N$4,{at + 2},0)"
                own = xl_rowcol_to_cell(row, 2 + at)
                sheet.write_formula(row, 15 + at, f"=ROUND({mark(at, own)}*{found},2)")
                points.append(xl_rowcol_to_cell(row, 15 + at))
            sheet.write_formula(row, 28, f"=ROUND(SUM({points[0]}:{points[-1]}),2)")
            own_class, own_total = f"$B{row + 1}", f"{total}{row + 1}"
            better = f'COUNTIFS({group},{own_class},${total}$2:${total}${last},">"&{own_total})'
            sheet.write_formula(row, 29, f"={better}+1")


def run(workbook: str, answer: str) -> None:
    """Recalculates and writes unit, class, total and place; grades follow from these as everywhere."""
    with TemporaryDirectory(prefix="kpidsl-bench-") as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(ALWAYS, encoding="utf-8")
        command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", UTF8]
        subprocess.run([*command, "--outdir", name, workbook], check=True, stdout=subprocess.DEVNULL)
        shutil.move(folder / f"{Path(workbook).stem}.csv", answer)


{"make": make, "run": run}[sys.argv[1]](*sys.argv[2:])
