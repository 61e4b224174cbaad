"""Pieces of declarations that several readers read alike.

Takes nodes; gives the expressions, items and clauses in them. Never looks up a name.
"""

from kpidsl.syntax.tree import Blank, Call, Declaration, Expr, Items, Node, Number, Op, Ref, Text


def expressions(node: Node | None) -> tuple[Expr, ...]:
    """The expressions in a node or a list."""
    match node:
        case Number() | Ref() | Op() | Call() | Blank():
            return (node,)
        case Items(items):
            return tuple(expr for item in items for expr in expressions(item))
        case _:
            return ()


def items_in(node: Node) -> tuple[Node, ...]:
    """The items of a list, or the node itself."""
    return node.items if isinstance(node, Items) else (node,)


def clause_of(declaration: Declaration) -> str:
    """The text of 条款, or nothing."""
    field = declaration.field("CLAUSE")
    return field.value.text if field and isinstance(field.value, Text) else ""
