"""Pieces of a scoring rule to forms.

A scoring rule is a row of pieces; some stand alone (``最低 60 分``), some complete an earlier one (how the step before
counts: ``不足 1 个百分点按 1 个计``). Takes the pieces in order; gives the forms. Never judges a number.
"""

from fractions import Fraction
from typing import Any

from attrs import evolve

from kpidsl.diagnostics import Label
from kpidsl.source import Span
from kpidsl.syntax.build_expr import covering
from kpidsl.syntax.keywords import load_keywords
from kpidsl.syntax.tokens import Refused
from kpidsl.syntax.tree import Block, Call, Expr, Field, Form, Items, Name, Node, Number, Ref, Word
from kpidsl.values import define


@define
class Piece:
    """A form being put together; ``completes`` names the form it belongs to when it is none of its own."""

    word: str
    slots: dict[str, Node]
    place: Span
    completes: tuple[str, ...] = ()


def _each_row(log: Name) -> tuple[Name, Word | None]:
    """A log, and ``每条计一次`` where it stands right after the name, which runs up to a sign."""
    for spelling in load_keywords().of_word["EACH_ROW"]:
        before = log.text.removesuffix(spelling.solid).rstrip()
        if before and before != log.text:
            return Name(before, log.place), Word("EACH_ROW", log.place)
    return log, None


def points(number: Any) -> Any:
    """A mark written as a bare number is in points."""
    if isinstance(number, Number) and not number.unit:
        return evolve(number, unit="points")
    return number


class ScoringRules:
    """Callbacks of the rules of ``scoring``."""

    def scoring(self, children: list[Any]) -> Items:
        """All pieces as forms, in the order written."""
        pieces: list[Piece] = []
        base: Piece | None = None
        for child in children:
            if isinstance(child, Word):
                continue
            piece: Piece = child
            if piece.word == "BASE":
                if base is not None:
                    raise Refused("K109", piece.place, "part", [Label(base.place, "first")])
                base = piece
            elif piece.completes:
                _complete(pieces, piece)
            else:
                if piece.word == "STEP" and base is not None:
                    piece.slots |= base.slots
                    piece.place = piece.place.to(base.place)
                    base = None
                pieces.append(piece)
        if base is not None:
            raise Refused("K111", base.place, "scoring")
        return Items(tuple(_form(piece) for piece in pieces), covering(children))

    def entered(self, children: list[Any]) -> Piece:
        """``打分 0～100 分``; the unit written once counts for both ends."""
        _, low, _, high = children
        return Piece("ENTERED", {"low": points(low), "high": points(high)}, covering(children))

    def lost_rule(self, children: list[Any]) -> Piece:
        """``失传``."""
        return Piece("LOST", {}, covering(children))

    def precise(self, children: list[Any]) -> Piece:
        """``精确到 0.5 分``."""
        return Piece("ENTERED", {"step": points(children[1])}, covering(children), ("ENTERED",))

    def need_reason(self, children: list[Any]) -> Piece:
        """``扣分须写明原因``."""
        return Piece("ENTERED", {"reason": children[0]}, covering(children), ("ENTERED",))

    def met(self, children: list[Any]) -> Piece:
        """``达标得 100 分``."""
        return Piece("PASS_FAIL", {"met": points(children[1])}, covering(children))

    def missed(self, children: list[Any]) -> Piece:
        """``未达标得 60 分``; 不得分 is 0 分."""
        last = children[-1]
        mark = Number(Fraction(0), 0, "points", last.place) if isinstance(last, Word) else points(last)
        return Piece("PASS_FAIL", {"missed": mark}, covering(children), ("PASS_FAIL",))

    def base(self, children: list[Any]) -> Piece:
        """``以 90% 为基准``."""
        return Piece("BASE", {"from_": children[1]}, covering(children))

    def step(self, children: list[Any]) -> Piece:
        """``每低 1 个百分点扣 2 分``, ``every 1 pp below deduct 2 points``."""
        head, *rest = children
        if head.word == "EVERY":
            size, direction, effect, mark = rest
        else:
            size, effect, mark = rest
            direction = Word("BELOW" if head.word == "EVERY_BELOW" else "ABOVE", head.place)
        slots = {"direction": direction, "effect": effect, "size": size[0], "points": points(mark)}
        if size[1] is not None:
            slots["of_target"] = size[1]
        return Piece("STEP", slots, covering(child for child in children if not isinstance(child, tuple)))

    def step_size(self, children: list[Any]) -> tuple[Expr, Word | None]:
        """The number, or what gives it, and, where it counts in parts of the target, the word that says so."""
        number = next(child for child in children if isinstance(child, Expr))
        return number, next((child for child in children if isinstance(child, Word)), None)

    def part(self, children: list[Any]) -> Piece:
        """``不足 1 个百分点按 1 个计``: how less than a whole step counts."""
        mode: Word = children[-1]
        slots: dict[str, Node] = {"mode": evolve(mode, word="PRO_RATA") if mode.word == "IN_PROPORTION" else mode}
        if len(children) == 3:
            slots["part"] = children[1]
        return Piece("STEP", slots, covering(children), ("STEP", "SLICES"))

    def dead_band(self, children: list[Any]) -> Piece:
        """``偏差 3 个百分点以内不奖不罚``."""
        number, of_target = children[1]
        slots = {"size": number} | ({} if of_target is None else {"of_target": of_target})
        return Piece("DEAD_BAND", slots, children[0].place.to(children[2].place))

    def counted_from(self, children: list[Any]) -> Piece:
        """``从边界起算``."""
        return Piece("DEAD_BAND", {"counted": children[0]}, children[0].place, ("DEAD_BAND",))

    def slices(self, children: list[Any]) -> Piece:
        """``分段累进 x { … }``."""
        _, measure, slices = children
        return Piece("SLICES", {"measure": measure, "slices": slices}, covering(children))

    def slice(self, children: list[Any]) -> Field:
        """``前 10 个百分点：每 1 个百分点加 0.5 分``."""
        key, value = children
        return Field("ENTRY", (key,), value, None, covering(children), key.place)

    def slice_width(self, children: list[Any]) -> Form:
        """``前 10 个百分点``, ``再 10 个百分点``."""
        return Form("WIDTH", (("which", children[0]), ("size", children[1])), covering(children))

    def slice_rate(self, children: list[Any]) -> Form:
        """``每 1 个百分点加 0.5 分``."""
        _, size, effect, mark = children
        return Form("SLICE_RATE", (("size", size), ("effect", effect), ("points", points(mark))), covering(children))

    def gate(self, children: list[Any]) -> Piece:
        """``前提：产量·完成率 ≥ 90%``."""
        return Piece("GATE", {"when": children[1]}, covering(children))

    def gate_fails(self, children: list[Any]) -> Piece:
        """``不满足时不加分``."""
        return Piece("GATE", {"fails": children[0]}, children[0].place, ("GATE",))

    def inverse(self, children: list[Any]) -> Piece:
        """``按目标值与实际值之比``."""
        return Piece("PROPORTIONAL", {"inverse": children[0]}, children[0].place, ("PROPORTIONAL",))

    def applied(self, children: list[Any]) -> Piece:
        """``套用 超额加分（完成率，100%）``."""
        _, name, _, *args, _ = children
        given = Items(tuple(args), covering(args))
        return Piece("APPLY", {"name": name, "args": given}, covering(children))

    def limit(self, children: list[Any]) -> Piece:
        """Floors and caps."""
        head, *rest = (child for child in children if child is not None)
        place = covering(children)
        if head.word == "FLOOR_ZERO":
            return Piece("FLOOR", {"at": Number(Fraction(0), 0, "points", head.place)}, place)
        mark = points(rest[0])
        if head.word in ("FLOOR", "CAP"):
            return Piece(head.word, {"at": mark}, place)
        if head.word in ("MAX_DEDUCT", "MAX_ADD"):
            return Piece(head.word, {"points": mark}, place)
        if len(rest) == 1:
            return Piece("CAP", {"cap": mark}, place, ("PROPORTIONAL",))
        return Piece("MAX_DEDUCT" if rest[1].word == "OFF" else "MAX_ADD", {"points": mark}, place)

    def events(self, children: list[Any]) -> Piece:
        """``扣分事项 三违 × 人次（按 程度）{ … }``."""
        head, named, *more, rates = children
        log, each = _each_row(named)
        names = [part for part in more if isinstance(part, (Name, Items))]
        count = next((part for part in names if isinstance(part, Name)), None)
        by = next((part for part in names if isinstance(part, Items)), None)
        slots: dict[str, Node] = {"effect": head, "log": log}
        slots |= {} if count is None else {"count": count}
        slots |= {} if by is None else {"by": by}
        slots |= {"rates": rates} if each is None else {"rates": rates, "each": each}
        return Piece("EVENTS", slots, covering(child for child in children if child is not None))

    def paths(self, children: list[Any]) -> Items:
        """Keys of one or two columns, separated by commas."""
        return Items(tuple(Ref(path.parts, path.place) for path in children), covering(children))

    def event_rate(self, children: list[Any]) -> Field:
        """``轻微：扣 1 分``."""
        keys, value = children
        return Field(
            "ENTRY", keys.items if isinstance(keys, Items) else (keys,), value, None, covering(children), keys.place
        )

    def rate(self, children: list[Any]) -> Form | Word:
        """``扣 1 分``; 扣全部分值 and 不扣分 are words."""
        head = children[0]
        if len(children) == 1:
            return Word(head.word, head.place)
        return Form("RATE", (("effect", head), ("points", points(children[1]))), covering(children))

    def several(self, children: list[Any]) -> Piece:
        """``按最重一项``, ``每条计一次``."""
        word = children[0]
        slot = "each" if word.word == "EACH_ROW" else "several"
        return Piece("EVENTS", {slot: word}, word.place, ("EVENTS",))

    def repeats(self, children: list[Any]) -> Piece:
        """``重复（30 天内，种类）：加倍``."""
        _, _, window, *names, any_same, _, times = children
        slots: dict[str, Node] = {"window": window, "times": times}
        if any_same is not None:
            slots["any"] = any_same
        if names:
            slots["same"] = Items(tuple(names), covering(names))
        return Piece("EVENTS", slots, covering(children), ("EVENTS",))

    def repeat_window(self, children: list[Any]) -> Number:
        """``30 天内``."""
        number: Number = children[0]
        return number

    def times(self, children: list[Any]) -> Number:
        """``按 1.5 倍``; 加倍 is twice."""
        number = next((child for child in children if isinstance(child, Number)), None)
        if number is None:
            return Number(Fraction(2), 0, "", children[0].place)
        return evolve(number, unit="", place=covering(child for child in children if child is not None))

    def nth_entry(self, children: list[Any]) -> Field:
        """``第 3 次起：按 2 倍``."""
        _, written, onwards, value = children
        number = evolve(written, unit="")
        keys = (number,) if onwards is None else (number, onwards)
        return Field(
            "ENTRY", keys, value, None, covering(child for child in children if child is not None), number.place
        )

    def raters(self, children: list[Any]) -> Piece:
        """``评分人 测评·得分（按 组别）{ 主要领导：15%；… }``."""
        _, of, *more = children
        slots: dict[str, Node] = {"of": of}
        slots |= {
            "by" if isinstance(part, Name) else "groups": part for part in more if isinstance(part, (Name, Block))
        }
        return Piece("RATERS", slots, covering(child for child in children if child is not None))

    def trim(self, children: list[Any]) -> Piece:
        """``多于 5 人时去掉最高分和最低分``."""
        return Piece("RATERS", {"trim": children[1]}, covering(children), ("RATERS",))

    def votes(self, children: list[Any]) -> Piece:
        """``最少 3 票``, ``票数不足：停算``, ``每组平均 2 位，四舍五入``."""
        head, value = children
        slot = {"AT_LEAST": "least", "TOO_FEW": "few", "GROUP_MEAN": "mean"}[head.word]
        return Piece("RATERS", {slot: value}, covering(children), ("RATERS",))

    def tiers(self, children: list[Any]) -> Piece:
        """``分档 x { … }``."""
        _, measure, bands = children
        return Piece("TIERS", {"measure": measure, "bands": bands}, covering(children))

    def tier(self, children: list[Any]) -> Field:
        """``[95%, 100%)：90 分``."""
        band, mark = children
        return Field("ENTRY", (band,), points(mark), None, covering(children), band.place)

    anchor = tier

    def rank_score(self, children: list[Any]) -> Piece:
        """``按名次计分（产量，同类单位，从高到低，并列取靠前名次）{ … }``: tiers of a place, or of its share where one is a percentage."""
        _, left, measure, scope, order, ties, right, bands = children
        edges = [
            key.get(side)
            for entry in bands.fields
            for key in entry.keys
            for side in ("low", "high")
            if isinstance(key, Form)
        ]
        shares = any(isinstance(edge, Number) and edge.unit == "percent" for edge in edges)
        place = left.place.to(right.place)
        placed = Call("PERCENTILE" if shares else "RANK", (measure,), scope, None, None, place, order, ties)
        return Piece("RANK_SCORE", {"measure": placed, "bands": bands}, covering(children))

    def one_place(self, children: list[Any]) -> Field:
        """``3：90 分``."""
        number, mark = children
        closed = Word("CLOSED", number.place)
        sides = (("low", number), ("low_closed", closed), ("high", number), ("high_closed", closed))
        band = Form("INTERVAL", sides, number.place)
        return Field("ENTRY", (band,), points(mark), None, covering(children), band.place)

    def then_every(self, children: list[Any]) -> Field:
        """``此后每 5 名减 1 分``."""
        head, size, _, mark = children
        rate = Form("PLACES_DOWN", (("size", evolve(size, unit="")), ("points", points(mark))), covering(children))
        return Field("THEN_EVERY", (), rate, None, covering(children), head.place)

    def efficacy(self, children: list[Any]) -> Piece:
        """``功效系数法（成本，同类单位，从低到高）60～100 分``."""
        _, left, measure, scope, order, right, low, _, high = children
        place = left.place.to(right.place)
        slots = {
            "measure": Call("RANK", (measure,), scope, None, None, place, order, None),
            "low": points(low), "high": points(high),
        }  # fmt: skip
        return Piece("EFFICACY", slots, covering(children))

    def alike(self, children: list[Any]) -> Piece:
        """``全部相同得 100 分``, ``只有一个单位得 80 分``."""
        head, mark = children
        slot = "equal" if head.word == "ALL_EQUAL" else "alone"
        return Piece("EFFICACY", {slot: points(mark)}, covering(children), ("EFFICACY",))

    def interpolate(self, children: list[Any]) -> Piece:
        """``插值 x { … }``."""
        _, measure, anchors = children
        return Piece("INTERPOLATE", {"measure": measure, "anchors": anchors}, covering(children))

    def ends(self, children: list[Any]) -> Piece:
        """``两端：按端点计``, ``起点以下：不得分``."""
        head, value = children
        slots = {"BELOW_FIRST": ("below",), "ABOVE_LAST": ("above",)}.get(head.word, ("below", "above"))
        return Piece("INTERPOLATE", dict.fromkeys(slots, value), covering(children), ("INTERPOLATE",))

    def proportional(self, children: list[Any]) -> Piece:
        """``按完成率计分``."""
        return Piece("PROPORTIONAL", {"measure": children[1]}, covering(children))

    def free(self, children: list[Any]) -> Piece:
        """``考评分 = …``."""
        return Piece("FREE", {"expr": children[2]}, covering(children))


def _complete(pieces: list[Piece], piece: Piece) -> None:
    """Add what ``piece`` says to the last form it can belong to; refused when there is none or it was said before."""
    owner = next((earlier for earlier in reversed(pieces) if earlier.word in piece.completes), None)
    if owner is None:
        raise Refused("K111", piece.place, "scoring")
    for slot, node in piece.slots.items():
        if slot in owner.slots:
            raise Refused("K109", piece.place, "part", [Label(owner.slots[slot].place, "first")])
        owner.slots[slot] = node
    owner.place = owner.place.to(piece.place)
    part, size = owner.slots.get("part"), _size(owner)
    if isinstance(part, Number) and isinstance(size, Number) and (part.value, part.unit) == (size.value, size.unit):
        del owner.slots["part"]


def _size(owner: Piece) -> Node | None:
    """The size of a step; of slices that of the first."""
    slices = owner.slots.get("slices")
    rates = (
        [entry.value for entry in slices.fields if isinstance(entry.value, Form)] if isinstance(slices, Block) else []
    )
    return rates[0].get("size") if rates else owner.slots.get("size")


def _form(piece: Piece) -> Form:
    return Form(piece.word, tuple(piece.slots.items()), piece.place)
