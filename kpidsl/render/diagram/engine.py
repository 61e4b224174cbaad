"""Graphviz in a process of its own: source on standard input, a rendered picture on standard output.

Run as ``python -P -m kpidsl.render.diagram.engine svg``. The C library writes its warnings to stderr and may end the process;
both stay in here. Exit codes: 0, or 1 with the reason as the last line of stderr.
"""

import sys

PNG_DPI = 144
"""Twice the size of the svg's points: sharp on paper and on a screen."""


def render(source: str, form: str) -> bytes:
    """The picture in ``form`` (svg, png). Raises what the library raises; ImportError where it is not installed."""
    import pygraphviz  # type: ignore[import-untyped]

    graph = pygraphviz.AGraph(string=source)
    picture: bytes = graph.draw(format=form, prog="dot", args=f"-Gdpi={PNG_DPI}" if form == "png" else "")
    return picture


if __name__ == "__main__":
    try:
        drawn = render(sys.stdin.buffer.read().decode("utf-8"), sys.argv[1])
    except Exception as error:  # noqa: BLE001 - whatever it is, the caller says it
        sys.exit(f"{type(error).__name__}: {error}")
    sys.stdout.buffer.write(drawn)
