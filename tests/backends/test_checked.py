"""A script looks through the tables it is given: one thing wrong is said, of its unit and column, and nothing is published."""

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.backends.sql.dialect import DUCKDB, POSTGRES
from kpidsl.plan.print_names import column_names
from kpidsl.testing import months, policies
from tests.backends.postgres import Session, psycopg, server
from tests.backends.scripts import Script
from tests.backends.spoiled import Fault, faults
from tests.backends.test_sql_text import Loaded, compiled

POLICY = """考核办法 《示例办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：调度室、安监处
单位分类：队组、支部
对应关系 所属支部 { 队组：支部 }
台账 三违 {
  日期（日期）；人员（文字）；程度（轻微 < 严重）；班次（文字：早班、夜班）；罚款（元，0～1000，精确到 50 元）；核实（是否）
  所属月份按：日期；每单位每月最多：3；适用于：队组；填报部门：安监处
}
指标 进度 {
  考评部门：调度室；填报数据：累计（万吨，0～100，2 位小数）、计划（万吨，1～100，2 位小数）
  计算公式：完成率 = 累计 ÷ 计划 × 100%
  计算公式：环比 = 累计 ÷ 上期·累计，分母为零：不涉及，无上期：不涉及
  计分办法：考评分 = 限于（完成率 × 100 分 − 月份 × 1 分 + 环比 × 1 分，0 分，100 分）
}
指标 质量 { 考评部门：调度室；填报数据：等级（一级 > 二级）、验收（是否）、验收日期（日期）
  计分办法：打分 60～100 分，精确到 0.5 分；缺报：计零分 }
指标 安全 {
  考评部门：安监处
  计分办法：扣分事项 三违 { 轻微：扣 1 分；严重：扣 5 分 }，重复（30 天内，人员）：加倍，扣完为止
}
权重表 {
  | 指标 | 队组 | 支部 |
  | 进度 | 50%  | —    |
  | 质量 | 30%  | 100% |
  | 安全 | 20%  | —    |
  | 合计 | 100% | 100% |
}
一票否决 未验收 {
  情形：质量·验收 = 否 且 质量·等级 = 二级 且 质量·验收日期 > 2024-01-05；处理 { 综合得分上限：59 分 }
  对象：本单位；执行顺序：综合得分之后；影响期：2 个月；适用于：队组
}
综合得分（队组）= 所属支部·综合得分 × 25% + 总分 × 75% { 无所属支部：总分 }
"""


def on_duckdb(script, tables):
    with duckdb.connect() as connection:
        return script.answers(Loaded(connection), tables)


def label(script, fault, lang):
    """What the findings call the column of a fault."""
    called = column_names(script.plan, lang)
    if not fault.log:
        return called[fault.key]
    columns = {column.key: f"{fault.log}·{column.name}" for log in script.plan.scan.logs for column in log.columns}
    numbered = {"zh": "记录序号", "en": "number of the record"}[lang]
    own = {"order": f"{fault.log}·{called['order']}", "#row": f"{fault.log}·{numbered}"}
    return (called | columns | own)[fault.key]


def is_said(script, fault, found, lang="zh"):
    """Asserts that a fault is said and nothing else done."""
    assert (found.scores, found.totals, found.pay) == ([], [], []), fault
    severity = {"zh": "错误", "en": "error"}[lang]
    assert {row[1] for row in found.findings} == {severity}
    said = {
        (code, about.partition("，记录 ")[0].partition(", record ")[0], unit)
        for code, _, _, about, unit, _ in found.findings
    }
    assert (fault.code, label(script, fault, lang), fault.unit) in said, (fault.what, found.findings)


@settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_wrong_is_said(data):
    policy = compiled(data.draw(policies()))
    lang = data.draw(st.sampled_from(["zh", "en"]))
    script = Script.of(policy.plan, lang, DUCKDB)
    known: dict[str, list[Fault]] = {}
    for fault in faults(script, script.tables(data.draw(months(policy, most=4)))):
        known.setdefault(fault.what, []).append(fault)
    for kind in data.draw(st.lists(st.sampled_from(sorted(known)), min_size=4, max_size=4, unique=True)):
        fault = data.draw(st.sampled_from(known[kind]))
        is_said(script, fault, on_duckdb(script, fault.tables), lang)


TEAM, BRANCH = "队组", "支部"
GOOD = {
    "class": TEAM, "month:number": 1,
    "data:进度·累计": 500_000, "state:data:进度·累计": 0, "data:进度·计划": 1_000_000, "state:data:进度·计划": 0,
    "entered:质量": 955, "state:entered:质量": 0, "data:质量·等级": 1, "state:data:质量·等级": 0,
    "data:质量·验收": 1, "state:data:质量·验收": 0, "data:质量·验收日期": 738_000, "state:data:质量·验收日期": 0,
    "past:1:data:进度·累计": 400_000, "past:1:reached:未验收": 0,
}  # fmt: skip
UNASKED = {key: 3 if key.startswith("state:") else None for key in GOOD if "data:" in key}
GOOD_BRANCH = {**GOOD, "class": BRANCH, **UNASKED, "entered:质量": None, "state:entered:质量": 2}
RECORD = {
    "order": 0, "row:三违·日期": 738_000, "row:三违·人员": "张某", "row:三违·程度": 0, "row:三违·班次": 1, "row:三违·罚款": 5_000,
    "row:三违·核实": 1, "months ago:三违": 0, "years ago:三违": 0,
}  # fmt: skip

UNITS = [
    ("甲队", GOOD | {"link:所属支部": "甲支部"}, ""),
    ("甲支部", GOOD_BRANCH, ""),
    ("乙队", GOOD | {"state:data:进度·累计": 1, "data:进度·累计": None, "past:1:data:进度·累计": None}, ""),
    ("01", GOOD | {"class": "车间"}, "K528 单位分类"),
    ("02", GOOD | {"class": None}, "K528 单位分类"),
    (None, GOOD, "K529 单位"),
    ("03", GOOD, "K522 单位"),
    ("03", GOOD, "K522 单位"),
    ("04", GOOD | {"order": 9}, "K572 名单次序"),
    ("05", GOOD, "K572 名单次序"),
    ("06", GOOD | {"order": None}, "K572 名单次序"),
    ("07", GOOD | {"order": 99}, "K572 名单次序"),
    ("08", GOOD | {"link:所属支部": "丙支部"}, "K556 所属支部"),
    ("09", GOOD | {"link:所属支部": "甲队"}, "K557 所属支部"),
    ("10", GOOD_BRANCH | {"link:所属支部": "甲支部"}, "K557 所属支部"),
    ("11", GOOD | {"month:number": 13}, "K534 月份"),
    ("12", GOOD | {"month:number": None}, "K534 月份"),
    ("13", GOOD | {"month:number": 2}, "K511 月份"),
    ("14", GOOD | {"data:进度·累计": 1_000_100}, "K534 进度·累计"),
    ("15", GOOD | {"data:进度·计划": 9_900}, "K534 进度·计划"),
    ("16", GOOD | {"data:进度·累计": -(2**63)}, "K534 进度·累计"),
    ("17", GOOD | {"data:进度·累计": 500_001}, "K533 进度·累计"),
    ("18", GOOD | {"entered:质量": 952}, "K533 质量·打分"),
    ("19", GOOD | {"data:进度·累计": None}, "K573 进度·累计"),
    ("20", GOOD | {"state:data:进度·累计": 1}, "K573 进度·累计"),
    ("21", GOOD | {"state:data:进度·累计": None}, "K573 进度·累计"),
    ("22", GOOD | {"state:data:进度·累计": 4}, "K573 进度·累计"),
    ("23", GOOD | {"data:进度·累计": None, "state:data:进度·累计": 2}, "K562 进度·累计"),
    ("24", GOOD | {"entered:质量": None, "state:entered:质量": 3}, "K562 质量·打分"),
    ("25", GOOD_BRANCH | {"data:进度·累计": 500_000, "state:data:进度·累计": 0}, "K573 进度·累计"),
    ("26", GOOD_BRANCH | {"state:data:质量·验收": 1}, "K573 质量·验收"),
    ("27", GOOD | {"data:质量·等级": 2}, "K536 质量·等级"),
    ("28", GOOD | {"data:质量·验收": -1}, "K535 质量·验收"),
    ("29", GOOD | {"data:质量·验收日期": 3_652_059}, "K579 质量·验收日期"),
    ("30", GOOD | {"past:1:data:进度·累计": -100}, "K534 进度·累计（前 1 期）"),
    ("31", GOOD | {"past:1:reached:未验收": 2}, "K534 本期“未验收”否决（前 1 期）"),
    ("32", GOOD | {"data:质量·等级": 9, "data:质量·验收": None}, "K536 质量·等级, K573 质量·验收"),
]  # fmt: skip
"""Units with what is wrong with each; the order is that of the list where nothing else is said."""

RECORDS = [
    (RECORD, "", ""),
    (RECORD | {"order": 2, "months ago:三违": 14, "years ago:三违": 2}, "", ""),
    (RECORD | {"order": None}, "K521 三违·名单次序", ""),
    (RECORD | {"order": 98}, "K521 三违·名单次序", ""),
    (RECORD | {"order": 1}, "K584 三违·名单次序", "甲支部"),
    (RECORD | {"#row": None}, "K572 三违·记录序号", "甲队"),
    (RECORD | {"#row": 7}, "K572 三违·记录序号", "甲队"),
    (RECORD | {"order": 2}, "K572 三违·记录序号", "乙队"),
    (RECORD | {"order": 2, "row:三违·日期": None}, "K578 三违·日期", "乙队"),
    (RECORD | {"order": 2, "row:三违·日期": -1, "months ago:三违": 3}, "K579 三违·日期", "乙队"),
    (RECORD | {"row:三违·人员": "", "months ago:三违": 1}, "K578 三违·人员", "甲队"),
    (RECORD | {"row:三违·程度": 2, "months ago:三违": 1}, "K536 三违·程度", "甲队"),
    (RECORD | {"row:三违·班次": 2, "months ago:三违": 1}, "K536 三违·班次", "甲队"),
    (RECORD | {"row:三违·罚款": 105_000, "months ago:三违": 2}, "K534 三违·罚款", "甲队"),
    (RECORD | {"row:三违·罚款": 5_100, "months ago:三违": 2}, "K533 三违·罚款", "甲队"),
    (RECORD | {"row:三违·核实": 2, "months ago:三违": 2}, "K535 三违·核实", "甲队"),
    (RECORD | {"months ago:三违": -1}, "K580 三违·距本月月数", "甲队"),
    (RECORD | {"months ago:三违": None}, "K578 三违·距本月月数", "甲队"),
    (RECORD | {"years ago:三违": None, "months ago:三违": 4}, "K578 三违·距本年年数", "甲队"),
    (RECORD | {"months ago:三违": 5}, "K583 三违·名单次序", "甲队"),
    *[(RECORD | {"months ago:三违": 5}, "", "")] * 3,
]
"""Records with what is wrong with each, and of which unit it is."""


def bad_month():
    """The tables of the month, and all that must be said of it: code, column, unit, class."""
    units, said = [], []
    for order, (name, row, wrong) in enumerate(UNITS):
        units.append({"order": order, "unit": name} | row)
        said += [(*fault.split(" ", 1), name or "", row["class"] or "") for fault in filter(None, wrong.split(", "))]
    records = [{"#row": number} | row for number, (row, _, _) in enumerate(RECORDS)]
    class_of = {row["unit"]: row["class"] for row in units}
    for row, (_, wrong, unit) in zip(records, RECORDS, strict=True):
        if wrong:
            code, column = wrong.split(" ", 1)
            number = "?" if row["#row"] is None else row["#row"]
            said.append((code, f"{column}，记录 {number}", unit, class_of.get(unit, "")))
    return {"scan": units, "log:三违": records}, said


def is_all_said(database, dialect):
    """Asserts that the script says of the month all that is wrong and nothing else, and publishes nothing."""
    tables, said = bad_month()
    found = Script.of(compiled(POLICY).plan, "zh", dialect).answers(database, tables)
    assert sorted((row[0], *row[3:]) for row in found.findings) == sorted(said)
    assert (found.scores, found.totals, found.pay) == ([], [], [])


def test_all_that_is_wrong_is_said_on_duckdb():
    with duckdb.connect() as connection:
        is_all_said(Loaded(connection), DUCKDB)


def test_all_that_is_wrong_is_said_on_postgresql():
    with server() as where, psycopg.connect(where, client_encoding="utf8") as connection:
        is_all_said(Session(connection), POSTGRES)


def test_nothing_is_wrong_with_the_same_month_once_it_is_put_right():
    tables = {
        "scan": [{"order": order, "unit": name} | row for order, (name, row, _) in enumerate(UNITS[:3])],
        "log:三违": [{"#row": number} | row for number, (row, _, _) in enumerate(RECORDS[:2])],
    }
    with duckdb.connect() as connection:
        found = Script.of(compiled(POLICY).plan, "zh", DUCKDB).answers(Loaded(connection), tables)
    assert len(found.totals) == 3
    assert not [row for row in found.findings if row[1] == "错误"]
