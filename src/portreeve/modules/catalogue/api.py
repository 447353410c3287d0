"""The public names of catalogue."""

from portreeve.foundation.expressions.api import ExpressionFailed, evaluate, now_bindings
from portreeve.modules.catalogue.operations.folders import publish_changed, publish_folder
from portreeve.modules.catalogue.operations.publishing import publish, withdraw
from portreeve.modules.catalogue.queries.folders import check_folder, read_service
from portreeve.modules.catalogue.queries.published import listing, published, search, version, withdrawal
from portreeve.modules.catalogue.rules.canonical import versioned
from portreeve.modules.catalogue.rules.channels import channels_of
from portreeve.modules.catalogue.rules.refusals import (
    FolderMissing,
    NotPublishable,
    NoWordsInstead,
    ServiceIsWithdrawn,
)

__all__ = [
    "ExpressionFailed",
    "FolderMissing",
    "NoWordsInstead",
    "NotPublishable",
    "ServiceIsWithdrawn",
    "channels_of",
    "check_folder",
    "evaluate",
    "listing",
    "now_bindings",
    "publish",
    "publish_changed",
    "publish_folder",
    "published",
    "read_service",
    "search",
    "version",
    "versioned",
    "withdraw",
    "withdrawal",
]
