"""What was sent, as journeys keep it, without playing the whole journey."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.models import Submission
from portreeve.modules.journeys.types import Roles


def keep_submission(
    version: Service, plain: Mapping[str, Any], roles: Roles, at: datetime, *, learned: Mapping[str, Any] | None = None
) -> Submission:
    """Keep what somebody sent on the web, its special answers sealed."""
    return Submission.objects.create(
        key="the key of a form",
        service=version.id,
        version_id=version.version,
        status="sent",
        language="en",
        channel="web",
        answers=journeys.sealed_answers(version, dict(plain)),
        learned=dict(learned or {}),
        asker_id=roles.asker,
        subject_id=roles.subject,
        told_id=roles.told,
        at=at,
    )
