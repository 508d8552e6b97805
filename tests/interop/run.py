"""Runs every test_*.py beside it and says how many tests passed, in the words that `cargo xtask test` counts."""

import pathlib
import sys
import unittest

if __name__ == "__main__":
    suite = unittest.defaultTestLoader.discover(str(pathlib.Path(__file__).parent))
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    sys.exit(not result.wasSuccessful())
