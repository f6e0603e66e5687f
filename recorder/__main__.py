"""`python -m recorder` is `recorder`."""

from recorder.cli.main import main

main()
