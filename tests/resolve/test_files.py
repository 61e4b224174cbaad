"""Files that a policy imports."""

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import NO_FILES, check_shared, compile_text
from kpidsl.plan.print import plan_text
from kpidsl.resolve.files import measures_of, reached
from kpidsl.resolve.library import Library, library_of, path_from
from kpidsl.source import Source, Span
from tests.resolve.shared import AMEND, HEAD, PLACES, REST, WHOLE, compiled, found

IMPORT = "引用：“共用/部门.kpi”\n"


def test_a_policy_with_its_places_in_another_file_is_the_same_policy() -> None:
    apart, problems = compiled(IMPORT + HEAD + REST, 共用_部门__kpi=PLACES)
    together, _ = compiled(WHOLE)
    assert apart, [*problems]
    assert together
    assert plan_text(apart.plan, "zh") == plan_text(together.plan, "zh")
    assert apart.checked.policy.class_sets == together.checked.policy.class_sets
    assert [source.name for source in apart.sources] == ["新.kpi", "共用/部门.kpi"]
    assert apart.plan.digest == "".join(source.data_digest for source in apart.sources)


def test_a_path_is_read_from_the_folder_of_the_file_that_names_it() -> None:
    program, problems = compiled(
        IMPORT + HEAD + REST, 共用_部门__kpi="引用：“../别处/单位.kpi”\n", 别处_单位__kpi=PLACES
    )
    assert program, [*problems]


@pytest.mark.parametrize(
    ("name", "path", "meant"),
    [
        ("甲.kpi", "共用/部门.kpi", "共用/部门.kpi"),
        ("办法/甲.kpi", "部门.kpi", "办法/部门.kpi"),
        ("办法/甲.kpi", "../部门.kpi", "部门.kpi"),
        ("办法/甲.kpi", "/公用/部门.kpi", "/公用/部门.kpi"),
        ("办法\\甲.kpi", "共用\\部门.kpi", "办法/共用/部门.kpi"),
    ],
)
def test_paths(name: str, path: str, meant: str) -> None:
    assert path_from(name, path) == meant


def test_a_file_reached_on_two_ways_is_read_once() -> None:
    text = "引用：“甲.kpi”、“乙.kpi”、“./甲.kpi”\n" + HEAD + REST
    program, problems = compiled(text, 甲__kpi="引用：“丙.kpi”\n", 乙__kpi="引用：“丙.kpi”\n", 丙__kpi=PLACES)
    assert program, [*problems]


def test_units_of_measure_come_along_however_deep() -> None:
    rest = REST.replace("事故（起", "事故（班次").replace("1 起", "1 班次").replace("3 起", "3 班次")
    program, problems = compiled(
        IMPORT + HEAD + rest, 共用_部门__kpi="引用：“量.kpi”\n" + PLACES, 共用_量__kpi="计量单位：班次\n"
    )
    assert program, [*problems]
    library = library_of({"量.kpi": "计量单位：班次\n"})
    assert measures_of(Source("甲.kpi", "引用：“量.kpi”"), library) == ("班次",)
    assert measures_of(Source("甲.kpi", "计量单位：班次"), library) == ()


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ({}, [("K214", "")]),
        ({"共用_部们__kpi": PLACES}, [("K214", "near")]),
        ({"共用_部门__kpi": WHOLE}, [("K215", "policy")]),
        ({"共用_部门__kpi": AMEND}, [("K215", "policy")]),
        ({"共用_部门__kpi": PLACES + "指标 安全 { 考评部门：安监处 }\n"}, [("K215", "")]),
        ({"共用_部门__kpi": PLACES + "增加 部门：安监处\n"}, [("K603", "outside")]),
        ({"共用_部门__kpi": "引用：“../共用/部门.kpi”\n" + PLACES}, [("K216", "")]),
        ({"共用_部门__kpi": "引用：“乙.kpi”\n", "共用_乙__kpi": "引用：“部门.kpi”\n" + PLACES}, [("K216", "")]),
        ({"共用_部门__kpi": PLACES.replace("统称", "统统")}, [("K102", "near")]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_import(files: dict[str, str], codes: list[tuple[str, str]]) -> None:
    program, problems = compiled(IMPORT + HEAD + REST, **files)
    assert program is None
    assert found(problems) == codes


def test_a_circle_is_shown() -> None:
    _, problems = compiled("引用：“甲.kpi”\n" + HEAD, 甲__kpi="引用：“乙.kpi”\n", 乙__kpi="引用：“甲.kpi”\n" + PLACES)
    (finding,) = problems
    assert dict(finding.args)["circle"] == "甲.kpi → 乙.kpi → 甲.kpi"
    assert isinstance(finding.place, Span)
    assert finding.place.file == "乙.kpi"


def test_a_name_declared_twice_is_shown_at_both_places() -> None:
    _, problems = compiled(IMPORT + HEAD + "部门：调度室\n" + REST, 共用_部门__kpi=PLACES)
    (finding,) = problems
    assert finding.code == "K202"
    assert {finding.place.file, finding.labels[0].place.file} == {"新.kpi", "共用/部门.kpi"}  # type: ignore[union-attr]


def test_departments_imported_for_others_are_not_called_unused() -> None:
    _, problems = compiled(IMPORT + HEAD + REST, 共用_部门__kpi=PLACES.replace("部门：", "部门：团委、"))
    assert found(problems) == []
    _, alone = compiled(WHOLE.replace("部门：", "部门：团委、", 1))
    assert found(alone) == [("K207", "department"), ("K207", "class_set")]


@pytest.mark.parametrize(
    ("error", "variant"), [(IsADirectoryError(), "folder"), (PermissionError(13, "Permission denied"), "closed")]
)
def test_a_file_that_cannot_be_opened(error: OSError, variant: str) -> None:
    def read(_: str, __: Problems) -> Source | None:
        raise error

    problems = Problems()
    assert compile_text(IMPORT + HEAD + REST, problems, "甲.kpi", Library(read)) is None
    assert found(problems) == [("K214", variant)]


def test_a_text_alone_imports_nothing() -> None:
    problems = Problems()
    assert compile_text(IMPORT + HEAD + REST, problems) is None
    assert found(problems) == [("K214", "")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (PLACES, []),
        ("对应关系 所属支部 { 队组：队组支部 }\n", []),  # the classes are declared elsewhere
        ("部门：甲、甲\n", ["K202"]),
        ("引用：“没有.kpi”\n", ["K214"]),
        ("部门：\n", ["K101"]),
    ],
)
def test_a_file_to_be_imported_is_checked_as_far_as_it_goes(text: str, codes: list[str]) -> None:
    problems = Problems()
    check_shared(Source("共用.kpi", text), problems, NO_FILES)
    assert [finding.code for finding in problems] == codes


def test_everything_that_a_policy_depends_on_is_named() -> None:
    texts = {"甲.kpi": "引用：“乙.kpi”、“丙.kpi”\n", "乙.kpi": "引用：“丁.kpi”\n", "丁.kpi": PLACES}
    named = dict(reached(Source("甲.kpi", texts["甲.kpi"]), library_of(texts)))
    assert named.keys() == {"甲.kpi", "乙.kpi", "丙.kpi", "丁.kpi"}
    assert [name for name, digest in named.items() if not digest] == ["丙.kpi"]
    amendment = dict(reached(Source("新.kpi", AMEND), library_of({"新.kpi": AMEND, "旧.kpi": WHOLE, "另.kpi": PLACES})))
    assert amendment.keys() == {"新.kpi", "旧.kpi", "另.kpi"}


def test_what_is_imported_for_others_is_asked_of_nobody() -> None:
    others = (
        "对应关系 归口 { 队组：采煤队 }\n对照表 单价（按 单位分类） {\n  | 单位分类 | 数值 |\n  | 其余 | 5 分 |\n}\n"
        "计分方式 折半（实际（分））{ 计分办法：考评分 = 实际 ÷ 2 }\n"
    )
    program, problems = compiled(IMPORT + HEAD + REST, 共用_部门__kpi=PLACES + others)
    assert program, [*problems]
    assert found(problems) == []
    assert program.plan.scan.links == {}
