"""Values laid out by a macro, and remembered: a question costs most of its page, and is the same for everybody."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from portreeve.foundation.design.wording import Words

MOST = 2048
"""Layouts remembered by each process: those of some hundred services, in two languages."""

LayOut = Callable[..., Markup]


def laying(environment: Environment) -> LayOut:
    """Return `lay_out(template, macro, value, w, keep)` for an environment.

    It calls a macro of a template, which knows the words as `w` and nothing else of the page. With `keep` what comes
    of it is remembered: only for values with nothing of a person's in them.
    """
    remembering = not environment.auto_reload  # else a changed template would not be seen while one works on it

    def read(template: str, w: Words) -> Any:
        return environment.get_template(template).make_module({"w": w})

    module = lru_cache(maxsize=128)(read) if remembering else read

    def make(template: str, macro: str, value: Hashable, w: Words) -> Markup:
        made: Markup = getattr(module(template, w), macro)(value)
        return made

    made_once = lru_cache(maxsize=MOST)(make)

    def lay_out(template: str, macro: str, value: Hashable, w: Words, *, keep: bool = False) -> Markup:
        return (made_once if keep and remembering else make)(template, macro, value, w)

    return lay_out
