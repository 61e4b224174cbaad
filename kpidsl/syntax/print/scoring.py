"""Ways of scoring as text, those without a block of their own.

Takes the forms of ``SCORING``; gives one line of text for each.
"""

from kpidsl.syntax.print.expressions import ExpressionWords
from kpidsl.syntax.print.words import is_zero_mark, words_of
from kpidsl.syntax.tree import Blank, Block, Call, Form, Items, Name, Node, Number, Op, Ref, Word
from kpidsl.syntax.units import DATE

LIMITS = frozenset({"FLOOR", "CAP", "MAX_DEDUCT", "MAX_ADD"})
"""What bounds the rule before it, and so stands after a comma."""


class ScoringWords(ExpressionWords):
    """Spells ways of scoring."""

    def scoring(self, form: Form) -> str:
        """A way of scoring; of one with a block, what stands before the block."""
        match form.word:
            case "ENTERED":
                return self._entered(form)
            case "PASS_FAIL":
                return self._pass_fail(form)
            case "STEP":
                return self._step(form)
            case "FLOOR" | "CAP" | "MAX_DEDUCT" | "MAX_ADD":
                return self._limit(form)
            case "EVENTS":
                return self._events(form)
            case "DEAD_BAND":
                return self._dead_band(form)
            case "GATE":
                return self._gate(form)
            case "APPLY":
                return self._applied(form)
            case "RANK_SCORE" | "EFFICACY" | "RATERS":
                return self._of_many(form)
            case "TIERS" | "INTERPOLATE" | "SLICES":
                measure = form.get("measure")
                return f"{self.word(form.word)} {self.expression(measure) if measure else ''}"
            case "PROPORTIONAL":
                return self._proportional(form)
            case "LOST":
                return self.word("LOST")
            case "FREE":
                return f"{self.word('MARK')} = {self.expression(form.slots[0][1])}"
        raise ValueError(f"no way of scoring is called {form.word}")

    def _limit(self, form: Form) -> str:
        if form.word == "FLOOR" and is_zero_mark(form.get("at")):
            return self.word("FLOOR_ZERO")
        return self.joined(self.word(form.word), self.mark(form.get("at") or form.get("points")))

    def _events(self, form: Form) -> str:
        log, count = form.get("log"), form.get("count")
        assert isinstance(log, Name)
        times = f" {self.signs.times} {self.name(count)}" if isinstance(count, Name) else ""
        return f"{self.word(words_of(form.get('effect')))} {self.name(log)}{times}{self._by(form)}"

    def _by(self, form: Form) -> str:
        by = form.get("by")
        if by is None:
            return ""
        names = self.names(by) if isinstance(by, Items) else self.name(by) if isinstance(by, Name) else ""
        return self.signs.space + self.bracketed(f"{self.word('BY', 'EVENTS')} {names}")

    def ends(self, form: Form) -> str:
        """What an interpolation does beyond its ends, what slices do with a part of a step; empty when they do not say."""
        if form.word == "SLICES":
            return "".join(self._part(form, self._first_size(form)))
        heads = {"below": "BELOW_FIRST", "above": "ABOVE_LAST"}
        ends = {heads[slot]: words_of(node) for slot, node in form.slots if slot in heads}
        if [*ends] == [*heads.values()] and len({*ends.values()}) == 1:
            ends = {"ENDS": ends["ABOVE_LAST"]}
        return self.signs.comma.join(
            f"{self.word(head)}{self.signs.colon}{self.word(word)}" for head, word in ends.items()
        )

    def mark(self, node: Node | None) -> str:
        """A number of points, or all of them; what gives one, in brackets where it is worked out."""
        match node:
            case Number(unit=DATE.key):
                return self.bracketed(self.number(node))
            case Number():
                return self.number(node)
            case Ref((Word(), *_)):  # not in brackets it would read as a name
                return self.bracketed(self.expression(node))
            case Ref() | Call("LOOKED_UP"):
                return ("" if self.lang == "en" else " ") + self._named(node)
            case Op() | Call() | Blank():
                return self.bracketed(self.expression(node))
            case _:
                return self.word(words_of(node))

    def _named(self, node: Ref | Call) -> str:
        """What gives a number; a name that begins with a digit is quoted, it would be read as one."""
        ref = node if isinstance(node, Ref) else node.args[0]
        text = self.expression(node)
        if not isinstance(ref, Ref) or not isinstance(first := ref.parts[0], Name) or not text[0].isdigit():
            return text
        return self.quoted(first.text) + text.removeprefix(first.text)

    def _sized(self, node: Node | None) -> str:
        """As `mark`, in brackets where it is not written as a number: more of the rule follows."""
        text = self.mark(node)
        text = text.lstrip()
        return self.bracketed(text) if isinstance(node, (Ref, Call)) and not text.startswith(self.signs.left) else text

    def _entered(self, form: Form) -> str:
        pieces = []
        for slot, node in form.slots:
            if slot == "low":
                pieces.append(self.joined(self.word("ENTERED"), self._marks(node, form.get("high"))))
            elif slot == "step":
                pieces.append(self.joined(self.word("PRECISE_TO"), self.mark(node)))
            elif slot == "reason":
                pieces.append(self.word("NEED_REASON"))
        return self.signs.comma.join(pieces)

    def _marks(self, low: Node | None, high: Node | None) -> str:
        """``0～100 分``: points are said once."""
        assert isinstance(low, Number)
        first = (
            self.number(low).removesuffix(f" {self.unit('points', low.value)}")
            if low.unit == "points"
            else self.number(low)
        )
        return f"{first}{self.signs.to}{self.mark(high)}"

    def _pass_fail(self, form: Form) -> str:
        text = self.joined(self.word("MET"), self.mark(form.get("met")))
        missed = form.get("missed")
        if missed is None:
            return text
        nothing = self.lang == "zh" and is_zero_mark(missed)
        said = self.word("MISSED_NOTHING") if nothing else self.joined(self.word("MISSED"), self.mark(missed))
        return f"{text}{self.signs.comma}{said}"

    def ranked(self, form: Form) -> str:
        """By what, among which units, which end first, in brackets."""
        call = form.get("measure")
        assert isinstance(call, Call)
        return self.expression(call).removeprefix(self.word(call.word)).removeprefix(self.signs.space)

    def _of_many(self, form: Form) -> str:
        """A mark by many units or many raters."""
        if form.word == "RATERS":
            of = form.get("of")
            return f"{self.word('RATERS')} {self.expression(of) if of else ''}{self._by(form)}"
        if form.word == "RANK_SCORE":
            return self.joined(self.word("RANK_SCORE"), self.ranked(form))
        low, high = self.mark(form.get("low")), self.mark(form.get("high"))
        said = [self.joined(self.word("EFFICACY"), self.ranked(form), f"{low}{self.signs.to}{high}")]
        for word, slot in (("ALL_EQUAL", "equal"), ("ONLY_ONE", "alone")):
            mark = form.get(slot)
            said += [self.joined(self.word(word), self.mark(mark))] if mark else []
        return self.signs.comma.join(said)

    def places_down(self, form: Form) -> str:
        """``此后每 5 名减 1 分``; what follows the word."""
        size = self.mark(form.get("size"))
        places = f"{size} 名" if self.lang == "zh" else f"{size}"
        return self.joined(self.word("THEN_EVERY"), places, self.word("DEDUCT"), self.mark(form.get("points")))

    def _step(self, form: Form) -> str:
        direction, effect = words_of(form.get("direction")), self.word(words_of(form.get("effect")))
        size, points = self._sized(form.get("size")), self.mark(form.get("points"))
        of_target = [self.word("OF_TARGET")] if form.get("of_target") else []
        if self.lang == "zh":
            text = self.joined(self.word(f"EVERY_{direction}"), *of_target, size, effect, points)
        else:
            text = self.joined(self.word("EVERY"), size, *of_target, self.word(direction), effect, points)
        return self.signs.comma.join(
            [*self._base(form), text, *self._part(form, size if isinstance(form.get("size"), Number) else "")]
        )

    def _base(self, form: Form) -> list[str]:
        base = form.get("from_")
        if base is None:
            return []
        return [self.joined(self.word("BASE"), self._sized(base), self.word("AS_BASE") if self.lang == "zh" else "")]

    def _part(self, form: Form, size: str) -> list[str]:
        """How a part of a step counts: 不足 1 个百分点按 1 个计 says the step again, where ``started`` does not."""
        mode, part = words_of(form.get("mode")), form.get("part")
        if not mode:
            return []
        if part is None and (mode == "PRO_RATA" or self.lang == "en" or not size):
            return [self.word(mode)]
        said = self.word("IN_PROPORTION" if mode == "PRO_RATA" else mode)
        return [self.joined(self.word("UNDER"), self.mark(part) if part else size, said)]

    def _first_size(self, form: Form) -> str:
        slices = form.get("slices")
        rates = (
            [entry.value for entry in slices.fields if isinstance(entry.value, Form)]
            if isinstance(slices, Block)
            else []
        )
        return self.mark(rates[0].get("size")) if rates else ""

    def _dead_band(self, form: Form) -> str:
        size = self.mark(form.get("size"))
        of_target = [self.word("OF_TARGET")] if form.get("of_target") else []
        amount = [*of_target, size] if self.lang == "zh" else [size, *of_target]
        text = self.joined(self.word("DEAD_BAND"), *amount, self.word("NEUTRAL"))
        counted = words_of(form.get("counted"))
        return self.signs.comma.join([text, *([self.word(counted)] if counted else [])])

    def _gate(self, form: Form) -> str:
        when, fails = form.get("when"), words_of(form.get("fails"))
        text = f"{self.word('GATE')}{self.signs.colon}{self.expression(when) if when else ''}"
        return self.signs.comma.join([text, *([self.word(fails)] if fails else [])])

    def _applied(self, form: Form) -> str:
        name, args = form.get("name"), form.get("args")
        given = [self.expression(arg) for arg in args] if isinstance(args, Items) else []
        called = self.name(name) if isinstance(name, Name) else ""
        return f"{self.word('APPLY')} {called}{self.signs.space}{self.bracketed(self.signs.comma.join(given))}"

    def width(self, form: Form) -> str:
        """``前 10 个百分点``."""
        return self.joined(self.word(words_of(form.get("which")), "SLICES"), self.mark(form.get("size")))

    def rate(self, form: Form) -> str:
        """``每 1 个百分点加 0.5 分``."""
        effect = self.word(words_of(form.get("effect")))
        return self.joined(self.word("EACH"), self.mark(form.get("size")), effect, self.mark(form.get("points")))

    def _proportional(self, form: Form) -> str:
        measure = form.get("measure")
        placed = isinstance(measure, Ref) and [words_of(part) for part in measure.parts] == ["RANK"]
        closing = self.word("SCORED") if self.lang == "zh" and not placed else ""  # 按名次计分 is a word of its own
        text = self.joined(
            self.word("PROPORTIONAL"), self._measure(measure) if isinstance(measure, Ref) else "", closing
        )
        pieces = [text]
        for slot, node in form.slots:
            if slot == "inverse":
                pieces.append(self.word(words_of(node)))
            elif slot == "cap":
                pieces.append(self.joined(self.word("AT_MOST"), self._sized(node)))
        return self.signs.comma.join(pieces)

    def _measure(self, ref: Ref) -> str:
        """What marks are proportional to; in English its last name must not end in 计分, which would end the phrase."""
        last = ref.parts[-1]
        if self.lang == "en" and isinstance(last, Name) and last.text.endswith(self.word("SCORED")):
            return self.signs.dot.join(
                [*([self.ref(Ref(ref.parts[:-1], ref.place))] if ref.parts[1:] else []), self.quoted(last.text)]
            )
        return self.ref(ref)
