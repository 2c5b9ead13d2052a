"""Rules as a JavaScript module: the browser's twin of ``omah.core.count.rules``."""

import json
from importlib.resources import files

from omah.core.count.rules import Claim, Rule, Term, expand

NOTICE = "// Made by omah from its register of rules; change the register instead.\n"


def rules_module(rules: tuple[Rule, ...], fields: tuple[str, ...]) -> str:
    """Return an ES module that checks one sheet of a form in the browser.

    It exports ``check(figures)``, which returns the findings of
    ``omah.core.count.rules.check_sheet`` without context, and
    ``sentence(finding, "worker" | "officer", "id" | "en")``.

    Parameters
    ----------
    rules
        The rules of one kind of contest on its date.
    fields
        Every field of the form.

    Examples
    --------
    >>> from omah.formats.rules_toml import rules_of_form
    >>> module = rules_module(rules_of_form("c1-ppwp-2019"), ("valid", "total"))
    >>> "export function check(figures)" in module
    True
    """
    instances = [
        {
            "code": instance.code,
            "severity": instance.severity,
            "claim": _claim(instance.claim),
            "when": _claim(instance.when) if instance.when else None,
            "fields": instance.claim.fields(),
        }
        for instance in expand(rules, fields)
    ]
    sentences = {rule.code: _sentences(rule) for rule in rules}
    evaluator = files("omah").joinpath("data/rules/evaluate.js").read_text("utf-8")
    return (
        f"{NOTICE}const INSTANCES = {_literal(instances)};\n"
        f"const SENTENCES = {_literal(sentences)};\n\n{evaluator}"
    )


def _literal(value: object) -> str:
    # A closing tag inside a sentence must not end a script element.
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("</", "<\\/")


def _claim(claim: Claim) -> list[object]:
    return [_side(claim.left), claim.operator, _side(claim.right)]


def _side(terms: tuple[Term, ...]) -> list[tuple[str, int, int]]:
    return [(term.field, term.factor, term.divisor) for term in terms]


def _sentences(rule: Rule) -> dict[str, dict[str, str]]:
    says = rule.sentences
    return {
        "worker": {"id": says.worker_id, "en": says.worker_en},
        "officer": {"id": says.officer_id, "en": says.officer_en},
    }
