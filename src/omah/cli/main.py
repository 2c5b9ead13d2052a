"""Find the command, parse its words, run it; errors become one clear sentence."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from omah import __version__
from omah.cli.arguments import ARGUMENTS
from omah.formats.toml_table import SpecError

COMMANDS = {
    "demo": "count an invented town, publish it and serve it",
    "test": "run every check and test",
    "read": "read photographs of result forms",
    "check": "rule findings over a table of sheets",
    "recap": "add sheets up the tree of regions",
    "seats": "votes to seats, with every step and every tie",
    "count": "photographs to checked, added-up, published figures",
    "publish": "publish again what has changed",
    "verify": "check a published count, byte by byte and figure by figure",
    "forms": "list forms, print blanks, make practice forms",
    "kabar": "bring the old sites' news in, undo an import, export all news",
    "serve": "serve a published folder, or the house",
    "hall": "lend an election to a hall without internet, take it back",
    "worker": "read photographs and release results as they come in",
    "manage": "run a command of Django",
    "bench": "measure speed and accuracy as ratios",
    "dev": "small recipes for developers",
}

OK, WRONG, USAGE = 0, 1, 2


def printable(text: str) -> str:
    """Return a stranger's text as any stream takes it and no terminal obeys it."""
    return "".join(c if c.isprintable() else "�" for c in text)


class UsageError(Exception):
    """What the person typed can't be done; the message is one clear sentence."""


class Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong; how to use it is a question away."""

    def error(self, message: str) -> NoReturn:  # type: ignore[explicit-override]  # its mark is 3.12's
        self.exit(USAGE, f"{self.prog}: {message}; see ./{self.prog} --help\n")


def main(words: Sequence[str]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return OK
    if words[0] in {"--version", "version"}:
        print(f"omah {__version__}")
        return OK
    name, rest = words[0], words[1:]
    if name not in COMMANDS:
        sys.stderr.write(f"omah: there is no command '{name}'; see ./omah help\n")
        return USAGE
    return run_command(name, rest)


def run_command(name: str, rest: Sequence[str]) -> int:
    try:
        args = parse(name, rest)  # before the work and its libraries are loaded
        return int(module_of(name).run(args))
    except (UsageError, SpecError) as problem:
        sys.stderr.write(f"omah {name}: {problem}\n")
        return USAGE
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        sys.stderr.write(f"omah {name}: stopped; nothing already written was lost\n")
        return 130


def parse(name: str, rest: Sequence[str]) -> argparse.Namespace:
    """Understand the words, without the libraries that the work will need."""
    if name not in ARGUMENTS and getattr(module_of(name), "TAKES_ALL_WORDS", False):
        return argparse.Namespace(words=tuple(rest))
    parser = Parser(prog=f"omah {name}", description=COMMANDS[name].capitalize() + ".")
    add_arguments = ARGUMENTS.get(name) or module_of(name).add_arguments
    add_arguments(parser)
    return parser.parse_args(rest)


def module_of(name: str) -> ModuleType:
    return importlib.import_module(f"omah.cli.{name}")


def overview() -> str:
    lines = ["Usage: ./omah COMMAND [...]     (./omah COMMAND --help tells more)", ""]
    lines += [f"  {name:<9} {what}" for name, what in COMMANDS.items()]
    return "\n".join(lines)
