"""All scopes of one policy."""

from kpidsl.diagnostics import Problems
from kpidsl.resolve.names import Scope
from kpidsl.values import define, field


@define
class Scopes:
    """The kinds of names of a policy; departments and classes map aliases and sets to what they stand for."""

    problems: Problems
    departments: Scope[str]
    classes: Scope[tuple[str, ...]]
    links: Scope[str]
    families: Scope[str]
    leaves: Scope[str]
    scales: Scope[str]
    vetoes: Scope[str]
    examples: Scope[str]
    logs: Scope[str]
    labels: dict[str, Scope[str]] = field(factory=dict)

    @classmethod
    def of(cls, problems: Problems) -> "Scopes":
        """Empty scopes that report into ``problems``."""
        return cls(
            problems,
            Scope("department", problems), Scope("class", problems), Scope("link", problems),
            Scope("indicator", problems), Scope("leaf", problems), Scope("scale", problems), Scope("veto", problems),
            Scope("example", problems), Scope("log", problems),
        )  # fmt: skip

    def all_classes(self) -> tuple[str, ...]:
        """Every single class, in order of declaration."""
        return tuple(name for name in self.classes.names() if self.classes.peek(name) == (name,))
