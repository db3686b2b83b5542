"""The limits of an org and the numbers of its records. Wire only; both move with what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.rest.calls import Answer, not_emulated, not_found
from s2s_gitops.emulator.tables import find_object, rows

if TYPE_CHECKING:
    from s2s_gitops.emulator.rest.calls import Call, Place

DAILY_CALLS = 15000
_UNTOUCHED = {
    "DailyAsyncApexExecutions": 250000,
    "DailyBulkApiBatches": 15000,
    "DailyWorkflowEmails": 1000,
    "DataStorageMB": 5,
    "FileStorageMB": 20,
    "HourlyTimeBasedWorkflow": 1000,
    "MassEmail": 5000,
    "SingleEmail": 5000,
}


def show_limits(call: Call, place: Place) -> Answer:
    """Answer limits and limits/recordCount, both to read only."""
    if call.method not in {"GET", "HEAD"}:
        return not_emulated(call)
    if place.parts == ("limits",):
        untouched = {name: {"Max": most, "Remaining": most} for name, most in _UNTOUCHED.items()}
        left = DAILY_CALLS - call.world.calls[call.org.alias]
        return Answer(
            200, {"DailyApiRequests": {"Max": DAILY_CALLS, "Remaining": left}, **untouched}
        )
    if place.parts == ("limits", "recordCount"):
        return _count_records(call, place)
    return not_found()


def _count_records(call: Call, place: Place) -> Answer:
    """Count the objects that are asked for; one without records is left out, as recorded."""
    wanted = [name for name in call.query.get("sObjects", "").split(",") if name]
    kinds = [kind for name in wanted if (kind := find_object(call.org, place.user, name))]
    counts = {kind.name: len(rows(call.org, kind)) for kind in kinds}
    shown = [{"count": number, "name": name} for name, number in counts.items() if number]
    return Answer(200, {"sObjects": shown})
