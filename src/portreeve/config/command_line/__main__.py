"""`python -m portreeve.config.command_line`: the same as `portreeve`."""

from portreeve.config.command_line import main

main()
