"""Why a link is refused: a sentence with its values apart, so that whoever shows it can say it in another language.

This package speaks English and knows no framework. ``gettext_noop`` marks a sentence for the tool that collects what is
to be translated; ``said`` takes the translator of whoever asks.
"""

from collections.abc import Callable
from dataclasses import dataclass


def gettext_noop(template: str) -> str:
    """``template`` as it is, marked to be translated."""
    return template


@dataclass(frozen=True, slots=True)
class Fault:
    """One sentence: ``template`` has a ``%(name)s`` for each of ``values``.

    >>> str(Fault("“%(host)s” is not the name of a host.", (("host", "x"),)))
    '“x” is not the name of a host.'
    """

    template: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.said(gettext_noop)

    def said(self, translate: Callable[[str], str]) -> str:
        return translate(self.template) % dict(self.values)


def fault(template: str, **values: str) -> Fault:
    return Fault(template, tuple(values.items()))


class LinkRefused(ValueError):
    """Says in one sentence what is wrong with a target and what is allowed."""

    def __init__(self, template: str, **values: str) -> None:
        self.fault = fault(template, **values)
        super().__init__(str(self.fault))

    def said(self, translate: Callable[[str], str]) -> str:
        return self.fault.said(translate)
