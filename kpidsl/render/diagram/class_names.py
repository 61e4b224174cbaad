"""Classes by the shortest names a reader knows them by.

Takes classes of a policy; gives names of class sets (统称) where all of a set are meant, and of single classes.
"""

from collections.abc import Collection, Iterator, Mapping

from kpidsl.resolve.policy import Policy


def short_names(policy: Policy, classes: Collection[str]) -> list[str]:
    """Names that together mean exactly ``classes``, each once, in the order of declaration; the largest sets first taken."""
    left, taken = set(classes), dict[str, str]()
    for name, members in sorted(policy.class_sets.items(), key=lambda entry: -len(entry[1])):
        if len(members) > 1 and set(members) <= left:
            left -= set(members)
            taken |= dict.fromkeys(members, name)
    return list(dict.fromkeys(taken.get(name, name) for name in policy.class_names if name in classes))


def grouped(policy: Policy, of: Mapping[str, str], classes: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """Each value that ``of`` has for some of ``classes``, with the short names of these."""
    for value in dict.fromkeys(of[name] for name in policy.class_names if name in classes and of.get(name)):
        yield value, short_names(policy, [name for name in classes if of.get(name) == value])
