"""``python -m kpidsl``: the command line where the script is not installed."""

from kpidsl.cli import main

main()
