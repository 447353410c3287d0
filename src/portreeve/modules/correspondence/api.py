"""The public names of correspondence."""

from portreeve.modules.correspondence.operations.calls import (
    AlreadyCalled,
    NoMessageAllowed,
    ReasonNeeded,
    call_made,
    hand_call_to,
)
from portreeve.modules.correspondence.operations.delivery import receipt, resolve_uncertain
from portreeve.modules.correspondence.operations.links import make_link, use_link, withdraw_links
from portreeve.modules.correspondence.operations.sending import NoticeIncomplete, TooLate, cancel, owe_call, send
from portreeve.modules.correspondence.operations.words import TemplatesFaulty, publish_templates
from portreeve.modules.correspondence.queries.calls import call_owed, calls_owed
from portreeve.modules.correspondence.queries.dispatches import (
    dispatches_about,
    dispatches_to,
    in_trouble,
    trouble,
    words_of,
)
from portreeve.modules.correspondence.queries.links import LinkNotGood, open_link
from portreeve.modules.correspondence.queries.template_files import Report, check_folder
from portreeve.modules.correspondence.queries.words import TemplateMissing, preview, published
from portreeve.modules.correspondence.rules.dates import day
from portreeve.modules.correspondence.rules.templates import sample_values

__all__ = [
    "AlreadyCalled",
    "LinkNotGood",
    "NoMessageAllowed",
    "NoticeIncomplete",
    "ReasonNeeded",
    "Report",
    "TemplateMissing",
    "TemplatesFaulty",
    "TooLate",
    "call_made",
    "call_owed",
    "calls_owed",
    "cancel",
    "check_folder",
    "day",
    "dispatches_about",
    "dispatches_to",
    "hand_call_to",
    "in_trouble",
    "make_link",
    "open_link",
    "owe_call",
    "preview",
    "publish_templates",
    "published",
    "receipt",
    "resolve_uncertain",
    "sample_values",
    "send",
    "trouble",
    "use_link",
    "withdraw_links",
    "words_of",
]
