"""Cuts Bootstrap down to what the pages use, from the package's own file; nothing of it is copied into the tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

#: Components that no page uses; their rules are half of the file.
UNUSED = re.compile(
    r"\.(accordion|alert|badge|breadcrumb|btn-(close|group|toolbar|outline|danger|dark|info|light|secondary|success|"
    r"warning)|card|carousel|dropdown|dropup|dropend|dropstart|figure|form-(floating|range|control-color)|img-|"
    r"input-group|list-group|modal|nav|navbar|offcanvas|page-|pagination|placeholder|popover|progress|ratio|spinner|"
    r"sticky-|fixed-|tab-|table|toast|tooltip|link-|text-bg|bg-|border|opacity|shadow|focus-ring|icon-link|object-fit|"
    r"rounded|float|overflow|order-|z-|user-select|vr|translate|start-|end-|top-|bottom-|bs-|was-validated|fade|"
    r"collaps|collapse|offset-|row-cols|g-|gx-|gy-|column-gap|row-gap|col-(sm|xl|xxl)|container-|btn-check\[disabled)"
)
MEDIA_KEPT = ("prefers-reduced-motion", "min-width:768px", "min-width:992px", "min-width:1200px", "print")


def trimmed() -> str:
    """The CSS without the components that no page uses."""
    source = _source().read_text("utf-8")
    rules = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
    return "".join(_kept(rules))


def _kept(rules: Sequence[Node]) -> list[str]:
    found = []
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [one for one in tinycss2.serialize(rule.prelude).split(",") if not UNUSED.search(one)]
            if selectors:
                found.append(f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}")
        elif isinstance(rule, AtRule) and rule.lower_at_keyword == "media" and rule.content is not None:
            condition = tinycss2.serialize(rule.prelude).replace(" ", "")
            inner = "".join(_kept(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)))
            if inner and any(part in condition for part in MEDIA_KEPT):
                found.append(f"@media {condition.replace('and(', 'and (')}{{{inner}}}")
    return found


def write(path: Path) -> None:
    """Write the cut file unless it is there already and younger than the package and this module."""
    newest = max(_source().stat().st_mtime, Path(__file__).stat().st_mtime)
    if not path.exists() or path.stat().st_mtime < newest:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(".part")
        scratch.write_text(trimmed(), "utf-8")
        scratch.replace(path)


def _source() -> Path:
    return Path(str(files("bootstrap").joinpath("css/bootstrap.min.css")))
