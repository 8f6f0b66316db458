from decimal import Decimal

import pytest

from scoring.rules.policy import (
    COMPONENTS,
    DEFAULT_VALUES,
    LEAVE_KINDS,
    LEVELS,
    POLICY_KEYS,
    LevelWeights,
    Policy,
    PolicyError,
)


def refused(**changes: str) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        Policy.from_values({key.replace("__", "."): value for key, value in changes.items()})
    return caught.value


def decimals(*numbers: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, numbers))


def test_the_defaults_are_those_of_the_rules() -> None:
    policy = Policy.default()
    bands = decimals("0.50", "1.00", "1.25", "1.50")
    assert policy.achievement_cap == 120
    assert not policy.minimize_divides
    assert policy.stabilize_tolerance == 5
    assert (policy.activity_expected_numerator, policy.activity_expected_denominator) == (300, 450)
    assert policy.iki_cap == 120
    behaviour = (policy.behaviour_above, policy.behaviour_meets, policy.behaviour_below)
    assert behaviour == decimals("110", "100", "70")
    assert (policy.predicate_above, policy.predicate_meets) == decimals("110", "90")
    assert policy.discipline_absent == 3
    assert policy.discipline_bands == (1, 31, 61, 91)
    assert policy.discipline_late == policy.discipline_early == bands
    assert (policy.discipline_unfiled, policy.discipline_finding) == decimals("1", "0.50")
    supervisor = (policy.discipline_supervisor_per_entry, policy.discipline_supervisor_max)
    assert supervisor == decimals("0.10", "5")
    assert policy.wfa_max_minutes == 450
    assert (policy.tpp_weight_iki, policy.tpp_weight_iko) == decimals("70", "30")
    assert (policy.tpp_weight_productivity, policy.tpp_weight_discipline) == decimals("60", "40")
    assert policy.tpp_acting_percent == 20
    assert policy.tpp_discipline_mode == "component"
    assert policy.pledge_threshold == 3
    assert {kind for kind, cost in policy.discipline_leave.items() if cost} == {"unpaid"}
    assert policy.discipline_leave["unpaid"] == 3


def test_the_defaults_of_deadlines_and_cross_checks() -> None:
    policy = Policy.default()
    assert (policy.filing_deadline_workdays, policy.approval_deadline_workday) == (3, 5)
    assert (policy.reading_deadline_workday, policy.objection_deadline_workday) == (5, 10)
    assert (policy.crosscheck_overtime_minutes, policy.crosscheck_copied_days) == (60, 5)
    assert policy.crosscheck_quantity_factor == 10
    assert (policy.crosscheck_bulk_entries, policy.crosscheck_bulk_seconds) == (50, 10)


@pytest.mark.parametrize(
    ("level", "weights"),
    [
        ("opd_head", (80, 0, 0, 20)),
        ("division_head", (60, 0, 20, 20)),
        ("team_lead", (50, 20, 10, 20)),
        ("staff", (40, 30, 10, 20)),
    ],
)
def test_weights_of_the_levels(level: str, weights: tuple[int, int, int, int]) -> None:
    assert Policy.default().level_weights(level) == LevelWeights(*map(Decimal, weights))


@pytest.mark.parametrize("level", ["head_of_region", "regional_secretary", "assistant", "unheard_of"])
def test_levels_without_a_row_are_not_scored(level: str) -> None:
    assert Policy.default().level_weights(level) is None


def test_every_value_survives_a_round_trip() -> None:
    policy = Policy.from_values({"achievement.cap": " 110 ", "pledge.threshold": "12"})
    assert Policy.from_values(policy.values) == policy
    assert policy.values == {**DEFAULT_VALUES, "achievement.cap": "110", "pledge.threshold": "12"}
    assert hash(policy) == hash(Policy.from_values(policy.values))


def test_every_key_has_a_help_text_a_paragraph_and_a_valid_default() -> None:
    for name, key in POLICY_KEYS.items():
        key.parse(key.default)
        assert (key.name, key.paragraph[0]) == (name, "§")
        assert key.help
    assert list(POLICY_KEYS) == sorted(POLICY_KEYS)


# Keys that no other value restrains, with the least and the greatest value that may be entered.
BOUNDS = {
    "achievement.stabilize_tolerance": (0, 100),
    "activity.expected_denominator": (300, 1440),
    "activity.expected_numerator": (1, 450),
    "approval.deadline_workday": (1, 10),
    "behaviour.above": (100, 200),
    "behaviour.below": (0, 100),
    "behaviour.meets": (70, 110),
    "crosscheck.bulk_entries": (2, 100_000),
    "crosscheck.bulk_seconds": (1, 3600),
    "crosscheck.copied_days": (2, 31),
    "crosscheck.overtime_minutes": (1, 1440),
    "crosscheck.quantity_factor": (2, 1000),
    "discipline.absent": (0, 100),
    "discipline.band.1": (1, 30),
    "discipline.band.4": (62, 1440),
    "discipline.early.4": (2, 100),
    "discipline.finding": (0, 100),
    "discipline.late.4": (2, 100),
    "discipline.leave.sick": (0, 100),
    "discipline.supervisor_max": (0, 100),
    "discipline.supervisor_per_entry": (0, 100),
    "discipline.unfiled": (0, 100),
    "filing.deadline_workdays": (1, 10),
    "iki.cap": (100, 200),
    "iki.staff.results": (0, 100),
    "objection.deadline_workday": (5, 20),
    "pledge.threshold": (2, 12),
    "predicate.above": (91, 200),
    "predicate.meets": (0, 109),
    "reading.deadline_workday": (1, 10),
    "tpp.acting_percent": (0, 100),
    "tpp.weight.iki": (0, 100),
    "tpp.weight.iko": (0, 100),
    "wfa.max_minutes": (1, 1440),
}


@pytest.mark.parametrize(("key", "bounds"), BOUNDS.items())
def test_the_bounds_of_a_value(key: str, bounds: tuple[int, int]) -> None:
    low, high = bounds
    for allowed in bounds:
        assert Policy.from_values({key: str(allowed)}).values[key] == str(allowed)
    for outside in (low - 1, high + 1):
        with pytest.raises(PolicyError):
            Policy.from_values({key: str(outside)})


# Keys that others restrain further, with what each accepts by itself.
ALONE = {
    "activity.expected_denominator": (1, 1440),
    "activity.expected_numerator": (1, 1440),
    "approval.deadline_workday": (1, 20),
    "behaviour.above": (0, 200),
    "behaviour.below": (0, 200),
    "behaviour.meets": (0, 200),
    "discipline.band.2": (1, 1440),
    "discipline.early.1": (0, 100),
    "discipline.late.1": (0, 100),
    "objection.deadline_workday": (1, 20),
    "predicate.above": (0, 200),
    "predicate.meets": (0, 200),
    "reading.deadline_workday": (1, 20),
    "tpp.weight.discipline": (0, 100),
    "tpp.weight.productivity": (0, 100),
}


@pytest.mark.parametrize(("key", "bounds"), ALONE.items())
def test_the_bounds_of_a_value_by_itself(key: str, bounds: tuple[int, int]) -> None:
    low, high = bounds
    assert [POLICY_KEYS[key].parse(str(allowed)) for allowed in bounds] == [low, high]
    for outside in (low - 1, high + 1):
        with pytest.raises(PolicyError):
            POLICY_KEYS[key].parse(str(outside))


@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        ("achievement.stabilize_tolerance", 0, 100),
        ("behaviour.above", 0, 200),
        ("behaviour.meets", 0, 200),
        ("behaviour.below", 0, 200),
        ("predicate.above", 0, 200),
        ("predicate.meets", 0, 200),
        ("discipline.absent", 0, 100),
        ("discipline.unfiled", 0, 100),
        ("discipline.finding", 0, 100),
        ("discipline.leave.sick", 0, 100),
        ("discipline.supervisor_per_entry", 0, 100),
        ("discipline.supervisor_max", 0, 100),
        ("iki.cap", 100, 200),
        ("tpp.weight.iki", 0, 100),
        ("tpp.weight.iko", 0, 100),
        ("tpp.weight.productivity", 0, 100),
        ("tpp.weight.discipline", 0, 100),
        ("tpp.acting_percent", 0, 100),
        ("crosscheck.quantity_factor", 2, 1000),
    ],
)
def test_what_is_no_number_is_refused_with_the_bounds(key: str, low: int, high: int) -> None:
    with pytest.raises(PolicyError) as caught:
        POLICY_KEYS[key].parse("-1")
    assert f"harus angka dari {low} sampai {high}," in caught.value.message


def test_levels_and_kinds_of_leave() -> None:
    assert LEVELS == (
        "head_of_region",
        "regional_secretary",
        "assistant",
        "opd_head",
        "division_head",
        "team_lead",
        "staff",
    )
    assert LEAVE_KINDS == ("annual", "sick", "maternity", "important", "long", "unpaid", "dinas_luar")


def test_deadlines_on_the_same_day_are_allowed() -> None:
    policy = Policy.from_values({"reading.deadline_workday": "10", "approval.deadline_workday": "10"})
    assert policy.objection_deadline_workday == policy.reading_deadline_workday


def test_the_parts_of_the_tpp_may_be_all_of_one() -> None:
    policy = Policy.from_values({"tpp.weight.productivity": "100", "tpp.weight.discipline": "0"})
    assert policy.tpp_weight_productivity == 100


def test_a_policy_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Policy.default().achievement_cap = Decimal(110)  # type: ignore[misc]  # that it is refused is the test


def test_an_unknown_key_is_named() -> None:
    error = refused(achievement__capp="120")
    assert (error.code, error.key) == ("policy_unknown", "achievement.capp")
    assert str(error) == "Kunci kebijakan achievement.capp tidak dikenal."


@pytest.mark.parametrize("cap", ["100", "110", "120", "150"])
def test_the_cap_is_one_of_four(cap: str) -> None:
    assert Policy.from_values({"achievement.cap": cap}).achievement_cap == Decimal(cap)


def test_another_cap_is_refused_with_what_is_allowed() -> None:
    error = refused(achievement__cap="130")
    assert error.code == "policy_choice"
    assert error.message == "Nilai achievement.cap harus salah satu dari: 100, 110, 120, 150."
    assert error.message_id % error.params == error.message


@pytest.mark.parametrize("text", ["1", "13", "", "3.0", "-3", "tiga", "٣"])
def test_a_threshold_outside_2_to_12_is_refused(text: str) -> None:
    error = refused(pledge__threshold=text)
    assert error.code == "policy_whole"
    assert error.message == "Nilai pledge.threshold harus bilangan bulat dari 2 sampai 12."


@pytest.mark.parametrize("threshold", ["2", "12"])
def test_a_threshold_of_2_and_12_is_allowed(threshold: str) -> None:
    assert Policy.from_values({"pledge.threshold": threshold}).pledge_threshold == int(threshold)


@pytest.mark.parametrize("text", ["-1", "100.01", "0,5", "1.234", "NaN", "1e2", "", ".5"])
def test_points_that_are_no_number_from_0_to_100_are_refused(text: str) -> None:
    error = refused(discipline__unfiled=text)
    assert error.code == "policy_number"
    assert "dari 0 sampai 100" in error.message


@pytest.mark.parametrize("text", ["0", "100", "0.05"])
def test_points_from_0_to_100_are_allowed(text: str) -> None:
    assert Policy.from_values({"discipline.unfiled": text}).discipline_unfiled == Decimal(text)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("discipline.band.2", "61", "policy_order"),
        ("discipline.band.2", "1", "policy_order"),
        ("discipline.band.4", "60", "policy_order"),
        ("discipline.late.1", "1.01", "policy_order"),
        ("discipline.late.3", "1.51", "policy_order"),
        ("discipline.early.4", "1.24", "policy_order"),
        ("behaviour.above", "99", "policy_order"),
        ("behaviour.below", "101", "policy_order"),
        ("predicate.meets", "110", "policy_order"),
        ("activity.expected_numerator", "451", "policy_order"),
        ("approval.deadline_workday", "11", "policy_order"),
        ("reading.deadline_workday", "11", "policy_order"),
        ("tpp.weight.productivity", "61", "policy_tpp_parts"),
        ("iki.staff.results", "none", "policy_level_incomplete"),
        ("iki.assistant.results", "50", "policy_level_incomplete"),
        ("achievement.minimize", "multiply", "policy_choice"),
        ("tpp.discipline_mode", "", "policy_choice"),
    ],
)
def test_values_that_contradict_others_are_refused(key: str, value: str, code: str) -> None:
    with pytest.raises(PolicyError) as caught:
        Policy.from_values({key: value})
    assert caught.value.code == code


def test_the_sentence_of_a_wrong_order_names_both_keys() -> None:
    assert (
        refused(discipline__band__1="31").message == "Nilai discipline.band.2 harus lebih besar dari discipline.band.1."
    )
    loose = "Nilai behaviour.above tidak boleh lebih kecil dari behaviour.meets."
    assert refused(behaviour__above="99").message == loose


def test_equal_points_of_neighbouring_bands_are_allowed() -> None:
    policy = Policy.from_values({"discipline.late.1": "1.00", "behaviour.above": "100"})
    assert policy.discipline_late[:2] == decimals("1", "1")


def test_weights_that_leave_nothing_are_refused() -> None:
    zero = {f"iki.staff.{component}": "0" for component in COMPONENTS}
    with pytest.raises(PolicyError) as caught:
        Policy.from_values(zero)
    assert (caught.value.code, caught.value.key) == ("policy_level_zero", "iki.staff.results")
    assert refused(tpp__weight__iki="0", tpp__weight__iko="0").code == "policy_tpp_weights"


def test_one_of_iki_and_iko_may_weigh_nothing() -> None:
    assert Policy.from_values({"tpp.weight.iki": "0"}).tpp_weight_iki == 0
    assert Policy.from_values({"tpp.weight.iko": "0"}).tpp_weight_iko == 0


def test_a_level_can_be_taken_out_of_scoring_and_another_put_in() -> None:
    changes = {f"iki.staff.{component}": "none" for component in COMPONENTS}
    changes |= {f"iki.assistant.{component}": "25" for component in COMPONENTS}
    policy = Policy.from_values(changes)
    assert policy.level_weights("staff") is None
    assert policy.level_weights("assistant") == LevelWeights(*[Decimal(25)] * 4)
    assert set(policy.levels) < set(LEVELS)


def test_the_alternatives_are_read() -> None:
    policy = Policy.from_values({"achievement.minimize": "divide", "tpp.discipline_mode": "whole"})
    assert policy.minimize_divides
    assert policy.tpp_discipline_mode == "whole"
