"""Who may open the pages of figures: people, units, ranking, targets, pledges, runs."""

from typing import Any

from scoring.models import Job, JobKind
from scoring.tests.city import MARCH, make_city, make_working, regional_target
from scoring.tests.table_rows import TABLE_ROWS
from tests.cast import VIEWERS, Cast
from tests.matrix import CITY, HEADS, LOGIN, Row, back_door, everyone, only

#: Who answers for the member of staff whose figures are asked for, and who reads figures by duty.
_ANSWERS = frozenset({"staff", "team_lead", "division_head", "opd_head", "monitor"})
_READS = frozenset({"sekda", "mayor", "bkpsdm", "inspectorate"})
_PERSON = {role: 200 if role in _ANSWERS | _READS else 403 if role in CITY else 404 for role in VIEWERS} | {
    "anonymous": LOGIN
}
#: The figures of an OPD: also for its staff, whom they concern; the head of another OPD knows it from the ranking.
_OPD = everyone() | {"other_opd_head": 403}
_TARGET = everyone() | {"other_opd_head": 404}
_PLEDGES = only(frozenset({"sekda", "mayor", "ortala", "inspectorate", "opd_head"}))
#: The region's promise: read by all; who falls short of it, by whoever answers for more than himself.
_REGIONAL = everyone() | {"staff": 403}
_OPERATOR = frozenset({"operator"})


def _month(cast: Cast) -> dict[str, Any]:
    make_city(cast)
    return {"month": MARCH}


def _person(cast: Cast) -> dict[str, Any]:
    return {"nip": cast.staff.nip} | _month(cast)


def _day(cast: Cast) -> dict[str, Any]:
    return {"nip": make_city(cast).cast.staff.nip, "day": "2026-03-03"}


def _figure(cast: Cast) -> dict[str, Any]:
    city = make_city(cast)
    return {"revision": city.revision.pk, "nip": cast.staff.nip, "path": "tpp.productivity.mean.iki"}


def _unit_figure(cast: Cast) -> dict[str, Any]:
    return {"revision": make_city(cast).revision.pk, "code": "dki", "path": "iko"}


def _unit(cast: Cast) -> dict[str, Any]:
    return {"code": "dki"} | _month(cast)


def _target(cast: Cast) -> dict[str, Any]:
    return {"pk": make_city(cast).targets["HEAD"].pk, "month": MARCH}


def _regional(cast: Cast) -> dict[str, Any]:
    return {"pk": regional_target(make_city(cast).cast).pk, "month": MARCH}


def _run(cast: Cast) -> dict[str, Any]:
    make_working(cast)
    return {"pk": Job.objects.create(kind=JobKind.SCORE_MONTH, month="2026-03-01", as_of="2026-04-20T08:00Z").pk}


def _no_month(cast: Cast) -> dict[str, Any]:
    return {"month": "kemarin"}


ROWS = [
    *back_door(Job, lambda cast: Job.objects.get(**_run(cast)), watched=False, post=403),
    Row("home", everyone(302)),
    Row("my_month", everyone()),
    Row("my_month_of", everyone(), _month),
    Row("person_month", _PERSON, _person),
    Row("day_detail", _PERSON, _day),
    Row("explain_figure", _PERSON, _figure),
    Row("explain_unit_figure", _OPD, _unit_figure),
    Row("ranking_now", everyone(302)),
    Row("ranking", only(CITY, HEADS), _month),
    Row("unit_now", everyone(302)),
    Row("unit_month", _OPD, _unit),
    Row("target_month", _TARGET, _target),
    Row("regional_attribution", _REGIONAL, _regional),
    Row("pledges_now", everyone(302)),
    Row("pledges", _PLEDGES, _month),
    Row("runs", only(_OPERATOR)),
    Row("run_start", only(_OPERATOR, status=302), method="POST", data=_no_month),
    Row("run_start", everyone(405), note="reading"),
    Row("run_retry", only(_OPERATOR, status=302), _run, method="POST"),
    Row("run_progress", only(_OPERATOR), _run),
    *TABLE_ROWS,
]
