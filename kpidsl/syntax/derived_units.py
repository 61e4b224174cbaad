"""Units of measure made of others: ``元/（人·次）``, ``件/万人``.

Takes the key of a unit; gives its parts, and its ``UnitSpec`` as if ``units.toml`` had it. Never reads a text. A key
holds the keys of the parts, so that it tells spellings apart that mean the same.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from kpidsl.syntax.units import DATE, UnitSpec, load_units

FACTORS = {100: ("百", "hundred"), 1000: ("千", "thousand"), 10**4: ("万", "10k"), 10**5: ("十万", "100k"), 10**6: ("百万", "million"),
           10**8: ("亿", "100m")}  # fmt: skip
"""What may stand before a unit below the line, in both spellings."""
BELOW = {
    "months": ("月", "month"),
    "quarters": ("季度", "quarter"),
    "halves": ("半年", "half-year"),
    "years": ("年", "year"),
    "piece_of": ("个", "pc"),
    "units": ("个单位", "unit"),
    "working_day": ("工作日", "working day"),
}
"""Units that are spelled otherwise below the line."""
NEVER = frozenset({"percent", "permille", "pp", "places"})
"""What is no part of another unit."""
TIMES, PER = "×", "÷"
"""Join the keys of a derived unit: ``person÷million_ton``, ``piece÷10000÷person``. No unit is spelled with them."""
_MOST = {True: Fraction(10**6), False: Fraction(10**9)}
"""The largest default value, of what counts things above the line and of anything else."""


def derived_key(above: Sequence[str], below: Sequence[str]) -> str:
    """The key of the unit that is the product of some units over that of others; a number below counts the unit after it."""
    return TIMES.join(above) + "".join(PER + key for key in below)


def parts_of(key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys above and below the line of a unit; that of a plain unit stands above."""
    above, *below = key.split(PER)
    return tuple(part for part in above.split(TIMES) if part), tuple(below)


def is_derived(key: str) -> bool:
    """Whether a key is that of a derived unit."""
    return PER in key or TIMES in key


def is_factor(key: str) -> bool:
    """Whether it is no unit but how many of the next one are meant (千人)."""
    return key.isdecimal()


def can_be_part(key: str) -> bool:
    """Whether the unit may stand in another one: not a share, nor one whose name holds a sign of ours."""
    return key not in NEVER and not (set(key) & {TIMES, PER, "/", "·"}) and not is_factor(key)


def is_count(key: str) -> bool:
    """Whether the unit counts things (起, 人次, all of a policy's own)."""
    spec = load_units().get(key)
    return spec is None or spec.dimension.startswith("count.")


@cache
def unit_spec(key: str) -> UnitSpec | None:
    """The unit with that key; None for a count unit of a policy's own."""
    return DATE if key == DATE.key else _spec(key) if is_derived(key) else load_units().get(key)


def _spec(key: str) -> UnitSpec:
    above, below = parts_of(key)
    scale, powers = Fraction(1), dict[str, int]()
    for parts, sign in ((above, 1), (below, -1)):
        for part in parts:
            known = load_units().get(part)
            scale *= (Fraction(part) if is_factor(part) else Fraction(known.scale) if known else Fraction(1)) ** sign
            own = "ratio" if is_factor(part) else f"count.{part}"
            for base, power in _powers(known.dimension if known else own):
                powers[base] = powers.get(base, 0) + sign * power
    counts = bool(above) and is_count(above[0])
    money = bool(above) and above[0] in load_units() and load_units()[above[0]].dimension in ("money", "points")
    most = _MOST[counts and bool(below)]
    zh = unit_word(key, "zh")
    return UnitSpec(
        key=key, zh=tuple(dict.fromkeys((zh, zh.translate(_HALF)))), en=(unit_word(key, "en"),),
        dimension=_written(powers), scale=str(scale), digits=(4 if counts else 2) if below else sum(map(_digits, above)),
        low=str(-most if money else 0), high=str(most),
    )  # fmt: skip


_HALF = str.maketrans("（）", "()")


def _digits(key: str) -> int:
    spec = load_units().get(key)
    return min(spec.digits, 2) if spec else 0


def _powers(dimension: str) -> list[tuple[str, int]]:
    if dimension == "ratio":
        return []
    above, _, below = dimension.partition("/")
    return [(above, 1), *((base, -1) for base in (below,) if base)]


def _written(powers: dict[str, int]) -> str:
    """The dimension as ``units.toml`` writes one."""
    above = "·".join(base for base, power in sorted(powers.items()) for _ in range(max(power, 0)))
    below = "·".join(base for base, power in sorted(powers.items()) for _ in range(max(-power, 0)))
    return (above + ("/" + below if below else "")) or "ratio"


def unit_word(key: str, lang: str, count: Fraction | None = None) -> str:
    """The spelling to print of any unit: one of ``load_units``, one of a policy's own, or a derived one (``人/百万吨``)."""
    spec = DATE if key == DATE.key else load_units().get(key)
    if spec is not None:
        return spec.word(lang, count)
    if not is_derived(key):
        return key
    above, below = parts_of(key)
    first = "·".join(unit_word(part, lang, count or Fraction(2)) for part in above) or "1"
    rest = _below(below, lang)
    if not rest:
        return first
    bracketed = {"zh": "（{}）", "en": "({})"}[lang].format("·".join(rest)) if len(rest) > 1 else rest[0]
    return f"{first}/{bracketed}"


def _below(keys: tuple[str, ...], lang: str) -> list[str]:
    """The units below the line, a number written with the one it counts."""
    words: list[str] = []
    many = ""
    for key in keys:
        if is_factor(key):
            many = FACTORS[int(key)][lang == "en"] + (" " if lang == "en" else "")
            continue
        special = BELOW.get(key)
        plain = unit_word(key, lang, Fraction(2 if many else 1))
        words.append(many + (special[lang == "en"] if special and not (many and lang == "en") else plain))
        many = ""
    return words


def canonical(above: Sequence[str], below: Sequence[str]) -> str:
    """The key: that of ``units.toml`` where a unit there is written the same."""
    key = derived_key(above, below)
    for lang in ("zh", "en"):
        known = _known().get(unit_word(key, lang).lower())
        if known is not None:
            return known
    return key


@cache
def _known() -> dict[str, str]:
    return {one.lower(): spec.key for spec in load_units().values() for one in (*spec.zh, *spec.en)}


def folded(factor: int, key: str) -> str | None:
    """The unit that is so many of another (万 and 吨 are 万吨), where there is one by that name."""
    spec = load_units().get(key)
    return _known().get(FACTORS[factor][0] + spec.word("zh")) if spec and factor in FACTORS else None
