"""Thin doors from Celery to the actions. Arguments are ids; tasks may run twice."""

from celery import shared_task
from django.utils import timezone

from contracts.actions import calling, copy_jobs, handover, reminding, sign_remotely, volumes
from contracts.signing import authority
from kinerja.audit import acting


@shared_task(name="contracts.dispatch_copies")
def dispatch_copies() -> None:
    """Every few seconds: wake up a worker for each run of copying that nobody is at."""
    for copy_id in copy_jobs.copies_to_wake():
        run_copy.delay(copy_id)


@shared_task(name="contracts.run_copy")
def run_copy(copy_id: int) -> None:
    """Last year's agreements of one round, copied forward."""
    with acting("copy_forward"):
        copy_jobs.run_copy(copy_id)


@shared_task(name="contracts.dispatch_calls")
def dispatch_calls() -> None:
    """Every few seconds: wake up a worker for each telling of a round's people that nobody is at."""
    for call_id in calling.calls_to_wake():
        run_call.delay(call_id)


@shared_task(name="contracts.run_call")
def run_call(call_id: int) -> None:
    """The people of a round, told that it is open or what waits for them."""
    with acting("call_round"):
        calling.run_call(call_id)


@shared_task(name="contracts.remind_late")
def remind_late() -> None:
    """In the morning: whoever is late with an agreement, on the reminder days of each open round."""
    with acting("remind_late"):
        reminding.remind_late()


@shared_task(name="contracts.close_left")
def close_left() -> None:
    """Every hour: end the agreements of those who left their posts, and open the successors' drafts."""
    with acting("close_left"):
        handover.close_left_agreements(timezone.localdate())


@shared_task(name="contracts.dispatch_volumes")
def dispatch_volumes() -> None:
    """Every few seconds: wake up a worker for each volume that nobody is binding."""
    for volume_id in volumes.volumes_to_wake():
        run_volume.delay(volume_id)


# To lay out is done in steps; to join a whole city's parts is one, and takes minutes.
@shared_task(name="contracts.run_volume", soft_time_limit=3540, time_limit=3600)
def run_volume(volume_id: int) -> None:
    """One volume of agreements, bound."""
    with acting("bind_volume"):
        volumes.run_volume(volume_id)


@shared_task(name="contracts.settle_signatures")
def settle_signatures() -> None:
    """Every minute: fetch or give up what the certified provider left unclear."""
    with acting("settle_signatures"):
        sign_remotely.settle_all()


@shared_task(name="contracts.revoke_of_leavers")
def revoke_of_leavers() -> None:
    """Every night: end the certificates of people who have left."""
    with acting("revoke_of_leavers"):
        authority.revoke_of_leavers()
