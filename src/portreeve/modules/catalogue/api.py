"""The public names of catalogue."""

from portreeve.foundation.expressions.api import ExpressionFailed, evaluate, now_bindings
from portreeve.modules.catalogue.operations.folders import publish_changed, publish_folder
from portreeve.modules.catalogue.operations.publishing import publish, withdraw
from portreeve.modules.catalogue.queries.folders import check_folder, read_service
from portreeve.modules.catalogue.queries.published import listing, published, search, version, withdrawal
from portreeve.modules.catalogue.rules.canonical import to_document as document_of
from portreeve.modules.catalogue.rules.canonical import versioned
from portreeve.modules.catalogue.rules.channels import channels_of
from portreeve.modules.catalogue.rules.refusals import (
    FolderMissing,
    NotPublishable,
    NoWordsInstead,
    ServiceIsWithdrawn,
)
from portreeve.modules.catalogue.rules.schema import schema
from portreeve.modules.catalogue.rules.translate import words_to_translate
from portreeve.modules.catalogue.rules.upgrade import CannotUpgrade, upgrade

__all__ = [
    "CannotUpgrade",
    "ExpressionFailed",
    "FolderMissing",
    "NoWordsInstead",
    "NotPublishable",
    "ServiceIsWithdrawn",
    "channels_of",
    "check_folder",
    "document_of",
    "evaluate",
    "listing",
    "now_bindings",
    "publish",
    "publish_changed",
    "publish_folder",
    "published",
    "read_service",
    "schema",
    "search",
    "upgrade",
    "version",
    "versioned",
    "withdraw",
    "withdrawal",
    "words_to_translate",
]
