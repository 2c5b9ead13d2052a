"""Read photographs of result forms: one line of JSON, or of text, per picture."""

import argparse
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from tqdm import tqdm

from omah.adapters.eyes import ReadFile, Sheet, read_sheets
from omah.adapters.intake import PICTURES, UNREAD_PICTURES
from omah.cli.main import OK, WRONG, UsageError, printable
from omah.cli.read_boxes import TABLE, file_name, show_boxes
from omah.core.count.rules import Severity, check_sheet
from omah.core.places.regions import Level, level_of
from omah.formats.form_toml import form_ids
from omah.formats.rules_toml import rules_of_form
from omah.reading.read import Status
from omah.reading.reasons import ADVICE, Reason

# What a folder holds of other kinds is rejected by name, not passed over.
LOOKED_AT = PICTURES | UNREAD_PICTURES
# "01_p2.png", "station hal-3.jpg": what stands before the page names the sheet.
PAGE_SUFFIX = re.compile(r"[ _-]?(?:p|hal|page|lembar)[ _-]?\d{1,2}$", re.IGNORECASE)


def run(args: argparse.Namespace) -> int:
    if args.form and args.form not in form_ids():
        raise UsageError(f"there is no form '{args.form}'; see ./omah forms list")
    if args.jobs is not None and args.jobs < 1:
        raise UsageError("--jobs must be 1 or more")
    if not 0 < args.bound < 1:
        raise UsageError("--bound must lie between 0 and 1")
    if args.boxes:
        found = find_pictures(args.path, LOOKED_AT | {TABLE})
        return OK if show_boxes(found, as_json=args.json) else WRONG
    forms = (args.form,) if args.form else form_ids()
    groups = group_by_sheet(find_pictures(args.path))
    if args.explain:
        args.explain.mkdir(parents=True, exist_ok=True)
    sheets = [Sheet(group, forms, args.explain, args.bound) for group in groups]
    is_fine = True
    total = sum(map(len, groups))
    with tqdm(total=total, unit="page", disable=not sys.stderr.isatty()) as bar:
        for files in read_sheets(sheets, args.jobs or os.cpu_count() or 1):
            for line in as_lines(files):
                show(line, as_json=args.json)
                is_fine = is_fine and not is_wrong(line)
                bar.update()
    return OK if is_fine else WRONG


def find_pictures(
    paths: Iterable[Path], kinds: Collection[str] = LOOKED_AT
) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in kinds)
            found.update((p, None) for p in inside if p.is_file())
            tell_unread(p for p in inside if not p.is_file() and not p.is_dir())
        elif path.is_file():
            found[path] = None
        else:
            what = "not a plain file" if path.exists() else "no file"
            raise UsageError(f"there is {what} {printable(str(path))}")
    if not found:
        raise UsageError("no photograph (JPEG or PNG) was found there")
    return list(found)


def tell_unread(paths: Iterable[Path]) -> None:
    for path in paths:
        sys.stderr.write(f"not read, not a plain file: {printable(str(path))}\n")


def group_by_sheet(paths: Iterable[Path]) -> list[tuple[Path, ...]]:
    """Put pages of one sheet together, by station folder or by name before _p1."""
    sheets: dict[tuple[Path, str], list[Path]] = defaultdict(list)
    for path in paths:
        stem = "" if station_of(path) else PAGE_SUFFIX.sub("", path.stem)
        sheets[path.parent, stem].append(path)
    return [tuple(sheet) for sheet in sheets.values()]


def station_of(path: Path) -> str | None:
    """Return the 13-digit station code the file's folder is named by, if it is."""
    name = path.absolute().parent.name
    try:
        return name if level_of(name) is Level.STATION else None
    except ValueError:
        return None


def as_lines(files: list[ReadFile]) -> list[dict[str, Any]]:
    """Return what is printed of one sheet: its rules look at all its pages."""
    findings = find_findings(files)
    return [as_line(file, findings) for file in files]


def find_findings(files: list[ReadFile]) -> list[dict[str, Any]]:
    forms = {file.page.form for file in files if file.page.form}
    if len(forms) != 1:
        return []
    figures: dict[str, int | None] = {}
    for file in files:
        figures |= file.page.figures()
    rules = rules_of_form(forms.pop())
    sentences = {rule.code: rule.sentences.worker_id for rule in rules}
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "fields": list(finding.fields),
            "message": in_words(sentences[finding.code], finding.numbers),
        }
        for finding in check_sheet(rules, figures)
    ]


def in_words(sentence: str, numbers: tuple[int, ...]) -> str:
    return sentence.format(**dict(zip(("left", "right"), numbers, strict=False)))


def as_line(file: ReadFile, findings: list[dict[str, Any]]) -> dict[str, Any]:
    page = file.page
    here = {field.field for field in page.fields}
    return {
        "file": file_name(file.path),
        "station": station_of(file.path),
        "form": page.form or None,
        "page": page.page or None,
        "status": page.status.value,
        "reason": page.reason.value if page.reason else None,
        "fields": {
            field.field: {
                "value": field.value,
                "p": round(field.p, 5),
                "marks": [mark.value for mark in field.marks],
                "witnesses": {
                    name: {"value": value, "p": round(p, 5)}
                    for name, value, p in field.witnesses
                },
            }
            for field in page.fields
        },
        "findings": [f for f in findings if here.intersection(f["fields"])],
        "ms": round(file.ms, 1),
    }


def is_wrong(line: dict[str, Any]) -> bool:
    blocking = any(f["severity"] == Severity.ERROR for f in line["findings"])
    return blocking or line["status"] == Status.REJECTED


def show(line: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(line, ensure_ascii=False), flush=True)
        return
    where = f"{line['form']} p{line['page']}" if line["form"] else "-"
    name = printable(line["file"])
    tqdm.write(f"{line['status']:<9} {name}  {where}  {line['ms']:.0f} ms")
    if line["reason"]:
        advice = ADVICE[Reason(line["reason"])]
        tqdm.write(f"          {line['reason']}: {advice.id} / {advice.en}")
    for name, field in line["fields"].items():
        value = "?" if field["value"] is None else field["value"]
        marks = "".join(field["marks"])
        said = "".join(
            f"  {witness} {told['value']}"
            for witness, told in field["witnesses"].items()
        )
        tqdm.write(f"          {name:<26}{value:>6}  {marks}  p {field['p']:.4f}{said}")
    for finding in line["findings"]:
        tqdm.write(f"          {finding['code']} {finding['message']}")
