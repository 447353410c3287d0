"""Fields that look the same for many are laid out once; what somebody typed is never kept in memory."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from portreeve.foundation.design.api import make
from portreeve.foundation.design.wording import words
from portreeve.screens.web.fields import Field, FieldKind, Option

PACKAGES = ("portreeve.foundation.design", "portreeve.screens.web")
ENVIRONMENT = make(packages=PACKAGES, auto_reload=False)
TYPED = st.sampled_from(
    [
        Field(FieldKind.INPUT, "name", "Your name", value="Amina Yusuf"),
        Field(FieldKind.TEXTAREA, "what", "What happened?", value="My neighbour is ill"),
        Field(FieldKind.INPUT, "name", "Your name", error="Enter your name"),
        Field(FieldKind.PARTS, "born", "When were you born?", parts=(Field(FieldKind.INPUT, "day", "Day", value="3"),)),
        Field(
            FieldKind.PARTS, "born", "When were you born?", parts=(Field(FieldKind.INPUT, "day", "Day", wrong=True),)
        ),
    ]
)


def revealed(field: Field) -> Field:
    return Field(
        FieldKind.RADIOS, "contact", "How?", options=(Option("email", "Email", chosen=True, reveals=(field,)),)
    )


@given(TYPED, st.booleans())
def test_what_somebody_typed_is_not_common_however_deep_it_stands(field: Field, deep: bool) -> None:
    assert not (revealed(field) if deep else field).common


def lay_out(field: Field, language: str = "en") -> Markup:
    w = words(language, PACKAGES)
    return ENVIRONMENT.globals["lay_out"]("web/fields.html", "field", field, w, keep=field.common)


def test_what_is_common_is_laid_out_once_for_each_language() -> None:
    field = Field(FieldKind.RADIOS, "bin", "Which bin?", options=(Option("refuse", "Rubbish", chosen=True),))
    assert lay_out(field) is lay_out(field)
    assert lay_out(field, "cy") is not lay_out(field)


def test_what_was_typed_is_laid_out_anew() -> None:
    field = Field(FieldKind.INPUT, "name", "Your name", value="Amina Yusuf")
    first, again = lay_out(field), lay_out(field)
    assert first == again
    assert first is not again
    assert "Amina Yusuf" in first
