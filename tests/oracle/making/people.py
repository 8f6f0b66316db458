"""Employees and who holds which post when."""

from __future__ import annotations

from datetime import date, timedelta

from tests.oracle.making.draft import Draft, Post
from tests.oracle.making.structure import REGION

ONE_DAY = timedelta(days=1)


def new_employee(draft: Draft) -> str:
    """A valid NIP: birth, appointment at 20 or later, sex, serial number."""
    rng = draft.rng
    serial = len(draft.tables.get("employees", [])) + 1
    born = date(rng.randint(1968, 1999), rng.randint(1, 12), rng.randint(1, 28))
    appointed = f"{min(born.year + rng.randint(21, 30), 2023)}{rng.randint(1, 12):02d}"
    nip = f"{born:%Y%m%d}{appointed}{rng.choice('12')}{serial:03d}"
    draft.add("employees", nip, f"Pegawai {serial}")
    return nip


def _long_ago(draft: Draft) -> date:
    return draft.rng.choice([date(draft.year - 2, 1, 2), date(draft.year - 1, 7, 1), date(draft.year, 1, 1)])


def _hold(draft: Draft, nip: str, post: Post, kind: str, start: date, end: date | None) -> None:
    draft.add("assignments", nip, post.code, kind, start, end)
    draft.first_post.setdefault(nip, post)


def _take_office(draft: Draft, post: Post, free: list[Post]) -> None:
    """Fill a post: to stay, to leave, to be moved to a free post, or with somebody new."""
    nip = new_employee(draft)
    start, turn = _long_ago(draft), draft.edge_day()
    gap = timedelta(days=draft.rng.choice([0, 0, 0, 1, 4, 40]))
    share = 0.03 if post.level == "opd_head" else 0.1
    if draft.odd(share):
        _hold(draft, nip, post, "definitive", turn, None)
    elif draft.odd(share):
        _hold(draft, nip, post, "definitive", start, turn)
        if draft.odd(0.6):
            _hold(draft, new_employee(draft), post, "definitive", turn + ONE_DAY + gap, None)
    elif free and draft.odd(share * 1.5):
        _hold(draft, nip, post, "definitive", start, turn)
        _hold(draft, nip, free.pop(draft.rng.randrange(len(free))), "definitive", turn + ONE_DAY + gap, None)
    else:
        _hold(draft, nip, post, "definitive", start, None)


def _acting_time(draft: Draft) -> tuple[date, date | None]:
    month, long_ago = draft.rng.choice(draft.months), _long_ago(draft)
    whole, turn = (month.first, month.last), draft.edge_day()
    options: list[tuple[date, date | None]] = [
        whole,
        (month.first + ONE_DAY, month.last),
        (month.first, month.last - ONE_DAY),
        (long_ago, None),
        (long_ago, turn),
        (turn, None),
    ]
    return draft.rng.choice(options)


def _make_acting(draft: Draft, vacant: list[Post]) -> None:
    """Acting posts: for vacant and for filled ones, of the same OPD and of others, as an extra and as the only one."""
    people = list(draft.first_post)
    posts = [post for post in draft.posts if post.unit != REGION]
    heads = [post for post in vacant if post.level != "staff"]
    wanted = heads + draft.rng.sample(posts, max(2, len(posts) // 12))
    for post in wanted:
        near = [nip for nip in people if draft.first_post[nip].unit[:5] == post.unit[:5]]
        nip = draft.rng.choice(near if near and draft.odd(0.7) else people)
        if draft.first_post[nip].code != post.code and not _acts(draft, nip, post):
            _hold(draft, nip, post, draft.rng.choice(["plt", "plh"]), *_acting_time(draft))
    for _ in range(draft.rng.randint(1, 3) if draft.nasty else 0):
        nip = new_employee(draft)
        for post in draft.rng.sample(posts, draft.rng.choice([1, 2])):
            _hold(draft, nip, post, "plt", *_acting_time(draft))


def _acts(draft: Draft, nip: str, post: Post) -> bool:
    return any((a["nip"], a["position_code"]) == (nip, post.code) for a in draft.tables["assignments"])


def make_people(draft: Draft) -> None:
    outside = [post for post in draft.posts if post.unit != REGION]
    vacant = [post for post in outside if draft.odd(0.06 if post.level == "opd_head" else 0.12)]
    free = list(vacant)
    for post in draft.posts:
        if post not in vacant:
            if post.unit == REGION and post.level != "staff":
                _hold(draft, new_employee(draft), post, "definitive", date(draft.year - 2, 1, 2), None)
            else:
                _take_office(draft, post, free)
    _make_acting(draft, free)


def make_ratings_and_sanctions(draft: Draft) -> None:
    people = sorted(draft.first_post)
    for nip in people:
        for month in draft.months:
            if draft.rng.random() < 0.85:
                draft.add("behaviour", nip, month, draft.rng.choice(["above", "meets", "meets", "below"]))
    for number, nip in enumerate(draft.rng.sample(people, max(2, len(people) // 8))):
        last = draft.rng.choice(draft.months).last
        for turn in range(draft.rng.choice([1, 1, 2, 3])):
            start = last - timedelta(days=draft.rng.choice([0, 20, 90]) + turn)
            end = draft.rng.choice([last, last - timedelta(days=min(1, (last - start).days)), last + ONE_DAY])
            percent = draft.rng.choice(["25", "50", "12.5", "60", "100"])
            draft.add("sanctions", nip, start, max(start, end), percent, f"SK-{number}-{turn}")
