"""``translate`` and ``url`` of Django, which work out once what is the same at every visit.

A page says some twenty fixed sentences and leads to some ten addresses. Django looks each of them up whenever the page
is drawn, which takes six and twelve microseconds; here it takes one or two. The library ``i18n`` and the tag ``url``
are these (``TEMPLATES`` in the settings); everything else in ``i18n`` is Django's own.
"""

from __future__ import annotations

from typing import Any

from django.template import Context, Library, Node
from django.template.base import FilterExpression, Parser, Token, Variable
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.templatetags import i18n
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kinerja.ui.links import link
from kinerja.ui.rendering import escaped

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)

#: What an address may be told apart by so that it is kept: of these, equal ones also look the same.
_PLAIN = {str, int, SafeString}


class ConstantText(TranslateNode):
    """A sentence that stands in the template, kept for each language."""

    def __init__(self, parsed: TranslateNode) -> None:
        super().__init__(parsed.filter_expression, parsed.noop, None, parsed.message_context)
        self._name = parsed.asvar
        self._known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The sentence, or nothing where it is given a name."""
        language = get_language()
        text = self._known.get(language)
        if text is None:
            text = self._known[language] = super().render(context)
        if self._name:
            context[self._name] = text
            return ""
        return text


class KeptAddress(URLNode):
    """The address of a page of the product, kept as those of ``kinerja.ui.links`` are."""

    def render(self, context: Context) -> str:
        """The address, or nothing where it is given a name."""
        args = [each.resolve(context) for each in self.args]
        kwargs = {name: each.resolve(context) for name, each in self.kwargs.items()}
        if not all(type(each) in _PLAIN for each in (*args, *kwargs.values())):
            return super().render(context)
        try:
            address = link(self.view_name.var, *args, **kwargs)
        except NoReverseMatch:
            # Django says what is wrong, or nothing where the address is given a name.
            return super().render(context)
        if self.asvar:
            context[self.asvar] = address
            return ""
        return escaped(address) if context.autoescape else address


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """``{% translate "…" %}``."""
    parsed = do_translate(parser, token)
    whence = parsed.message_context
    fixed = _is_constant(parsed.filter_expression) and (whence is None or _is_constant(whence))
    return ConstantText(parsed) if fixed else parsed


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """``{% url "…" %}``; a name in a namespace depends on the page that it stands on, and is Django's."""
    parsed = parse_url(parser, token)
    named = isinstance(parsed.view_name.var, str) and not parsed.view_name.filters and ":" not in parsed.view_name.var
    return KeptAddress(parsed.view_name, parsed.args, parsed.kwargs, parsed.asvar) if named else parsed


def _is_constant(expression: FilterExpression) -> bool:
    """Whether the template itself says what it is."""
    said: Any = expression.var
    return not expression.filters and (not isinstance(said, Variable) or said.literal is not None)
