"""The house keeps its size: budgets of docs/architecture.md, measured over the syntax tree."""

import ast
import statistics
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Function = ast.FunctionDef | ast.AsyncFunctionDef
MAX_FILE, MAX_FUNCTION, MAX_VIEW, MAX_TEMPLATE = 400, 50, 30, 120
MEDIAN_FILE, MEDIAN_FUNCTION = 60, 8


@cache
def tracked() -> list[Path]:
    """Files git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [ROOT / line for line in found.stdout.splitlines() if (ROOT / line).is_file()]


def python(*roots: str) -> list[Path]:
    """Python files below the given folders, migrations aside."""
    return [
        path
        for path in tracked()
        if path.suffix == ".py"
        and path.relative_to(ROOT).parts[0] in roots
        and "migrations" not in path.parts
    ]


def lines(path: Path) -> int:
    """Lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(paths: list[Path]) -> Iterator[tuple[str, Function, int]]:
    """Every function with its place and length, docstring and decorators aside."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                last = node.end_lineno or node.lineno
                length = last - body[0].lineno + 2 if body else 1
                yield f"{path.relative_to(ROOT)}:{node.name}", node, length


def product() -> list[Path]:
    """The product's own code."""
    return python("apps", "config")


def test_no_file_is_too_long() -> None:
    paths = python("apps", "config", "tests", "bench", "run.py", "manage.py")
    assert [(str(p), lines(p)) for p in paths if lines(p) > MAX_FILE] == []


def test_the_typical_file_is_short() -> None:
    assert statistics.median([lines(path) for path in product()]) <= MEDIAN_FILE


def test_no_function_is_too_long() -> None:
    paths = [*product(), *python("tests", "bench", "run.py", "manage.py")]
    assert [(name, length) for name, _, length in functions(paths) if length > MAX_FUNCTION] == []


def test_the_typical_function_is_short() -> None:
    assert statistics.median([length for _, _, length in functions(product())]) <= MEDIAN_FUNCTION


def test_no_view_is_too_long() -> None:
    views = [path for path in product() if "views" in path.stem or "views" in path.parts]
    assert [(name, length) for name, _, length in functions(views) if length > MAX_VIEW] == []


def test_no_template_is_too_long() -> None:
    paths = [path for path in tracked() if path.parent.is_relative_to(ROOT / "templates")]
    assert paths
    assert [(str(p), lines(p)) for p in paths if lines(p) > MAX_TEMPLATE] == []


def test_public_functions_say_what_they_mean() -> None:
    everything = list(functions(python("apps")))
    inner = {
        child
        for _, node, _ in everything
        for child in ast.walk(node)
        if isinstance(child, Function) and child is not node
    }
    silent = [
        name
        for name, node, _ in everything
        if not node.name.startswith("_")
        and not ast.get_docstring(node)
        and "templatetags" not in name
        and not _overrides(node)
        and node not in inner
    ]
    assert silent == []


def _overrides(node: Function) -> bool:
    """Methods whose meaning is the framework's."""
    return node.name in {
        "__init__", "ready", "clean", "deconstruct", "contribute_to_class", "db_type",
        "pre_save", "get_lookup", "get_queryset", "filter", "handle", "add_arguments",
    } or node.name.startswith("clean_")  # fmt: skip


def test_nothing_streams_and_nobody_skips_the_walls() -> None:
    """No streaming of protected rows, no per-site cache, no admin (threats 3.3, rows 12, 39)."""
    # The one place that marks text as safe draws our own icons; tests/look reads it.
    drawn = ("apps/core/templatetags/kept.py", "mark_safe")
    banned = ("StreamingHttpResponse", "cache_page", "django.contrib.admin", "mark_safe")
    found = [
        (str(path.relative_to(ROOT)), word)
        for path in python("apps", "config")
        for word in banned
        if word in path.read_text(encoding="utf-8")
    ]
    assert [each for each in found if each != drawn] == []
