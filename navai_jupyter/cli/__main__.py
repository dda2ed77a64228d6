import sys

from navai_jupyter.cli.main import main

sys.exit(main())
