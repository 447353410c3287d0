"""What files hold about people."""

from portreeve.foundation.pure.personal import Declaration

DECLARATIONS = (
    Declaration(
        model="portreeve_files.StoredFile",
        purpose="Photos and documents that people send with what they ask for; erased with what holds them.",
    ),
)
"""Files are exported and erased through the tables that name them in `Declaration.files`."""
