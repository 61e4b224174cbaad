"""The compiler, on one screen: text becomes a tree, a policy, a core program, a checked policy and a plan.

Takes sources; gives a plan, or nothing when a phase found an error, with everything found in ``problems``. User mistakes are
values, never exceptions. Knows no backend and reads no data.
"""

from collections.abc import Sequence

from kpidsl.check.checked import CheckedPolicy, check
from kpidsl.check.waivers import waive
from kpidsl.core.expand import expand
from kpidsl.diagnostics import Problems
from kpidsl.plan.from_policy import lower, lower_year
from kpidsl.plan.nodes import Plan
from kpidsl.resolve.clauses import Clauses, clauses
from kpidsl.resolve.files import Whole, whole
from kpidsl.resolve.library import Library, library_of
from kpidsl.resolve.link import link
from kpidsl.resolve.marked import reviewed
from kpidsl.resolve.policy import Reviewed
from kpidsl.source import Source
from kpidsl.values import frozen


@frozen
class Compiled:
    """A policy that checks, the plan that every backend runs, and the texts of all its files, its own first.

    ``year`` is the plan of the year, where there is one.
    """

    checked: CheckedPolicy
    plan: Plan
    sources: tuple[Source, ...] = ()
    year: Plan | None = None


NO_FILES = library_of({})
"""What a text that was not read from a file can import: nothing."""

# What a file says for itself, without the policy that imports it: whether its names are declared is not known.
_OF_A_POLICY = frozenset({"K201", "K203", "K213", "K664"})


def compile_policy(sources: Sequence[Source], problems: Problems, library: Library = NO_FILES) -> Compiled | None:
    """Compiles the files of one policy, with what they import or amend from ``library``."""
    found = whole(sources, library, problems)
    if found is None:
        return None
    compiled = _compiled(found, problems)
    waive(_reviewed(found), [source.name for source in sources], problems)
    return None if problems.has_errors else compiled


def _reviewed(found: Whole) -> tuple[Reviewed, ...]:
    return reviewed(declaration for file in found.files for declaration in file.declarations)


def _compiled(found: Whole, problems: Problems) -> Compiled | None:
    """A policy of which all files have been read."""
    policy = link(found.files, problems, found.shared)
    if policy is None:
        return None
    program = expand(policy, problems)
    checked = check(policy, program, problems)
    if checked is None:
        return None
    plan = lower(checked, "".join(source.data_digest for source in found.sources), problems)
    year = lower_year(checked, plan, problems) if plan else None
    return Compiled(checked, plan, found.sources, year) if plan and not problems.has_errors else None


def clauses_of(source: Source, library: Library = NO_FILES) -> Clauses:
    """To which clause of its regulation each place in a policy belongs; to none in what does not read."""
    found = whole([source], library, Problems())
    return clauses([one for file in found.files for one in file.declarations] if found else [])


def compile_text(
    text: str, problems: Problems, name: str = "policy.kpi", library: Library = NO_FILES
) -> Compiled | None:
    """Compiles a policy given as text; what it imports or amends is looked for in ``library``, from the folder of ``name``."""
    return compile_policy([Source(name, text)], problems, library)


def check_shared(source: Source, problems: Problems, library: Library = NO_FILES) -> None:
    """Checks what can be checked of a file that is there to be imported."""
    found, own = whole([source], library, problems), Problems()
    if found is not None:
        link(found.files, own, found.shared)
        problems.extend(one for one in own if one.code not in _OF_A_POLICY)
        waive(_reviewed(found), (), problems)  # what is reviewed here may be found only in a policy that imports it
