"""What files hold about people is declared by whoever takes them in: a file is tied to a person by what holds it."""

from portreeve.foundation.pure.personal import Declaration

DECLARATIONS: tuple[Declaration, ...] = ()
