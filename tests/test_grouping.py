# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups keep their members, lie where those lie, and every edit of them is taken back exactly."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moodboard.domain import grouping, stacking
from moodboard.domain.board import Pin, PinKind, Place, Rect, bounds_of, stacking_key
from moodboard.domain.edits import BoardEdit, applied, change_of
from moodboard.domain.layers import listed
from moodboard.domain.locking import is_locked, permitted
from moodboard.domain.settling import settled
from moodboard.domain.transforms import moved

Pins = dict[str, Pin]


def still(name: str, x: float = 0.0, z: float = 0.0, **more: object) -> Pin:
    return Pin(name, PinKind.STILL, Place(x, 0, 100, 50), z, still="s", **more)  # type: ignore[arg-type]


def board(*pins: Pin) -> Pins:
    return {pin.uuid: pin for pin in pins}


def row(count: int = 4) -> Pins:
    return board(*(still("abcdefgh"[n], 120.0 * n, float(n)) for n in range(count)))


def new_group(name: str, colour: str = "") -> Pin:
    pin = Pin(name, PinKind.GROUP, Place(0, 0, 1, 1))
    return replace(pin, style=replace(pin.style, background=colour))


def pushed(pins: Pins, edit: BoardEdit) -> Pins:
    return applied(pins, settled(pins, edit))


def with_group(pins: Pins, names: str, group: str = "g", colour: str = "") -> Pins:
    return pushed(pins, grouping.grouped(pins, names, new_group(group, colour)))


def painted(pins: Pins) -> list[str]:
    return [p.uuid for p in sorted(pins.values(), key=stacking_key) if p.kind is not PinKind.GROUP]


def test_a_group_lies_around_its_members_and_right_behind_them() -> None:
    pins = with_group(row(), "bc")
    assert pins["g"].place.rect == Rect(120, 0, 220, 50)
    order = [pin.uuid for pin in sorted(pins.values(), key=stacking_key)]
    assert order == ["a", "g", "b", "c", "d"]


def test_a_coloured_group_reaches_a_little_further() -> None:
    pins = with_group(row(), "bc", colour="#c8896a")
    assert pins["g"].place.rect == Rect(108, -12, 244, 74)


def test_members_come_together_where_the_foremost_lies() -> None:
    pins = with_group(row(), "ac")
    assert painted(pins) == ["b", "a", "c", "d"]
    assert {pins["a"].group, pins["c"].group} == {"g"}


def test_groups_nest_and_a_click_takes_the_topmost() -> None:
    pins = with_group(with_group(row(), "ab", "inner"), ["inner", "c"], "outer")  # type: ignore[arg-type]
    assert grouping.above(pins, "a") == ["inner", "outer"]
    assert grouping.topmost_of(pins, "a") == "outer"
    assert grouping.topmost_of(pins, "a", inside="outer") == "inner"
    assert grouping.topmost_of(pins, "a", inside="inner") == "a"
    assert set(grouping.leaves(pins, ["outer"])) == set("abc")


def test_a_group_of_members_of_one_group_stays_in_it() -> None:
    pins = with_group(row(), "abc", "outer")
    pins = with_group(pins, "ab", "inner")
    assert pins["inner"].group == "outer"


def test_a_group_that_is_placed_carries_its_members() -> None:
    pins = with_group(row(), "bc")
    place = replace(pins["g"].place, x=0.0, y=40.0)
    pins = pushed(pins, BoardEdit((pins["g"],), (replace(pins["g"], place=place),)))
    assert (pins["b"].place.x, pins["b"].place.y, pins["c"].place.x) == (0, 40, 120)
    assert pins["g"].place == place


def test_a_group_that_is_placed_larger_scales_its_members() -> None:
    pins = with_group(row(), "bc")
    pins = pushed(pins, BoardEdit((pins["g"],), (replace(pins["g"], place=Place(0, 0, 440, 100)),)))
    assert pins["b"].place.rect == Rect(0, 0, 200, 100)
    assert pins["c"].place.rect == Rect(240, 0, 200, 100)


def test_a_group_that_is_turned_turns_its_members_about_its_middle() -> None:
    pins = with_group(row(), "bc")
    turned = replace(pins["g"], place=replace(pins["g"].place, turn=90.0))
    pins = pushed(pins, BoardEdit((pins["g"],), (turned,)))
    assert pins["b"].place.turn == pins["c"].place.turn == 90.0
    assert pins["g"].place.turn == 0.0
    assert pins["g"].place.width == pytest.approx(50)
    assert pins["g"].place.height == pytest.approx(220)


def test_a_group_follows_a_member_that_moves() -> None:
    pins = with_group(row(), "bc")
    pins = pushed(pins, BoardEdit((pins["b"],), (moved(pins["b"], -500, 0),)))
    assert pins["g"].place.rect == Rect(-380, 0, 720, 50)
    assert pins["c"].place.x == 240


def test_taking_a_member_away_does_not_move_the_others() -> None:
    pins = with_group(row(), "bcd")
    pins = pushed(pins, BoardEdit((pins["d"],)))
    assert pins["b"].place.rect == Rect(120, 0, 100, 50)
    assert pins["g"].place.rect == Rect(120, 0, 220, 50)


def test_an_empty_group_vanishes_with_those_around_it() -> None:
    pins = with_group(with_group(row(), "ab", "inner"), ["inner"], "outer")  # type: ignore[arg-type]
    pins = pushed(pins, BoardEdit((pins["a"], pins["b"])))
    assert set(pins) == {"c", "d"}


def test_a_pin_of_a_group_that_is_not_there_belongs_to_none() -> None:
    pins = pushed({}, BoardEdit(after=(still("a", group="elsewhere"),)))
    assert pins["a"].group == ""


def test_a_group_that_would_lie_in_itself_is_mended() -> None:
    pins = with_group(with_group(row(), "ab", "inner"), ["inner", "c"], "outer")  # type: ignore[arg-type]
    looped = replace(pins["outer"], group="inner")
    pins = pushed(pins, BoardEdit((pins["outer"],), (looped,)))
    assert pins["outer"].group == ""


def test_ungrouping_leaves_everything_where_it_is() -> None:
    before = with_group(row(), "bc", "outer")
    nested = with_group(before, "b", "inner")
    pins = pushed(nested, grouping.ungrouped(nested, ["inner"]))
    assert pins["b"].group == "outer"
    assert painted(pins) == painted(before)
    assert pins["outer"] == before["outer"]


def test_bringing_a_group_forward_keeps_its_members_together() -> None:
    pins = with_group(row(), "ab")
    after = applied(pins, change_of(pins.values(), _changed(pins, ["g"], stacking.brought_to_front)))
    assert painted(after) == ["c", "d", "a", "b"]


def test_a_member_goes_forward_only_inside_its_group() -> None:
    pins = with_group(row(), "ab")
    after = applied(pins, change_of(pins.values(), _changed(pins, ["a"], stacking.brought_to_front)))
    assert painted(after) == ["b", "a", "c", "d"]


def _changed(pins: Pins, names: list[str], step: object) -> list[Pin]:
    changed = {pin.uuid: pin for pin in grouping.stepped(pins, names, step)}  # type: ignore[arg-type]
    return [changed.get(uuid, pin) for uuid, pin in pins.items()]


def test_a_row_is_put_right_behind_another_one() -> None:
    pins = with_group(row(), "ab")
    after = pushed(pins, grouping.put_into(pins, ["d"], "g", behind="b"))
    assert after["d"].group == "g"
    assert painted(after) == ["a", "d", "b", "c"]


def test_a_group_is_not_put_into_itself() -> None:
    pins = with_group(with_group(row(), "ab", "inner"), ["inner", "c"], "outer")  # type: ignore[arg-type]
    assert grouping.put_into(pins, ["outer"], "inner").is_empty


# -- locks and the list --------------------------------------------------------------------------


def test_what_is_locked_stays_but_may_be_unlocked() -> None:
    pins = board(still("a", locked=True), still("b", 200))
    away = BoardEdit((pins["a"], pins["b"]), (moved(pins["a"], 5, 5), moved(pins["b"], 5, 5)))
    assert permitted(pins, away).after == (moved(pins["b"], 5, 5),)
    unlock = BoardEdit((pins["a"],), (replace(pins["a"], locked=False),))
    assert permitted(pins, unlock) is unlock
    assert permitted(pins, BoardEdit((pins["a"],))).is_empty


def test_a_locked_group_locks_its_members() -> None:
    pins = with_group(row(), "bc")
    pins["g"] = replace(pins["g"], locked=True)
    assert is_locked(pins, "b")
    assert not is_locked(pins, "a")
    assert permitted(pins, BoardEdit((pins["b"],), (moved(pins["b"], 5, 5),))).is_empty


def test_hidden_groups_hide_their_members() -> None:
    pins = with_group(row(), "bc")
    pins["g"] = replace(pins["g"], hidden=True)
    assert grouping.unseen(pins) == {"g", "b", "c"}


def test_the_list_shows_the_front_first_and_members_under_their_group() -> None:
    pins = with_group(row(), "bc")
    rows = listed(pins.values())
    assert [(layer.uuid, layer.depth) for layer in rows] == [("d", 0), ("g", 0), ("c", 1), ("b", 1), ("a", 0)]


def test_a_closed_group_keeps_its_members_to_itself() -> None:
    rows = listed(with_group(row(), "bc").values(), closed={"g"})
    assert [layer.uuid for layer in rows] == ["d", "g", "a"]
    assert [layer.is_open for layer in rows] == [False, False, False]


def test_what_lies_in_a_frame_is_listed_under_it() -> None:
    frame = Pin("f", PinKind.FRAME, Place(-10, -10, 200, 200), -1.0)
    rows = listed([*row().values(), frame])
    assert [(layer.uuid, layer.parent) for layer in rows][-3:] == [("f", ""), ("b", "f"), ("a", "f")]


def test_rows_of_a_hidden_group_are_hidden_too() -> None:
    pins = with_group(row(), "bc")
    pins["g"] = replace(pins["g"], hidden=True, locked=True)
    inside = [layer for layer in listed(pins.values()) if layer.parent == "g"]
    assert all(layer.hidden and layer.locked for layer in inside)


# -- properties ----------------------------------------------------------------------------------

_names = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True)
_deeds = st.lists(
    st.tuples(st.sampled_from(("group", "ungroup", "move", "front", "back", "into", "remove")), _names),
    min_size=1,
    max_size=14,
)


def _deed(pins: Pins, kind: str, names: list[str], number: int) -> BoardEdit:
    known = [name for name in names if name in pins]
    tops = list(dict.fromkeys(grouping.topmost_of(pins, name) for name in known))
    groups = [uuid for uuid, pin in pins.items() if pin.kind is PinKind.GROUP]
    if kind == "group":
        colour = "#c8896a" if number % 2 else ""
        return grouping.grouped(pins, tops if number % 3 else known, new_group(f"g{number}", colour))
    if kind == "ungroup":
        return grouping.ungrouped(pins, groups[:1])
    if kind == "move":
        going = [pins[uuid] for uuid in grouping.descendants(pins, tops)]
        return change_of(going, [moved(pin, 7.5, -3.25) for pin in going])
    if kind in ("front", "back"):
        step = stacking.brought_to_front if kind == "front" else stacking.sent_to_back
        return change_of(pins.values(), _changed(pins, known, step))
    if kind == "into":
        return grouping.put_into(pins, known[:1], groups[-1] if groups else "")
    return BoardEdit(tuple(pins[uuid] for uuid in grouping.descendants(pins, tops[:1])))


def _check(pins: Pins) -> None:
    of = grouping.members(pins.values())
    for pin in pins.values():
        assert not pin.group or pins[pin.group].kind is PinKind.GROUP
        if pin.kind is not PinKind.GROUP:
            continue
        own = of[pin.uuid]
        around = bounds_of(own)
        assert around is not None
        grown = around.grown(grouping.padding_of(pin))
        assert pin.place == Place(grown.x, grown.y, grown.width, grown.height)
        assert pin.z < min(one.z for one in own)
        assert pin.uuid not in grouping.above(pins, pin.uuid)


@settings(max_examples=150, deadline=None)
@given(_deeds)
def test_any_deeds_keep_groups_right_and_are_taken_back_exactly(deeds: list[tuple[str, list[str]]]) -> None:
    pins = row(8)
    states, edits = [pins], []
    for number, (kind, names) in enumerate(deeds):
        edit = settled(pins, _deed(pins, kind, names, number))
        before, pins = pins, applied(pins, edit)
        _check(pins)
        if kind in ("group", "ungroup", "move", "front", "back", "into"):
            assert {u for u, p in pins.items() if p.kind is PinKind.STILL} == {
                u for u, p in before.items() if p.kind is PinKind.STILL
            }
        if kind in ("group", "ungroup", "front", "back", "into"):
            assert all(pins[u].place == p.place for u, p in before.items() if p.kind is PinKind.STILL)
        states.append(pins)
        edits.append(edit)
    for edit, state in zip(reversed(edits), reversed(states[:-1]), strict=True):
        pins = applied(pins, edit.inverted())
        assert pins == state
    for edit, state in zip(edits, states[1:], strict=True):
        pins = applied(pins, edit)
        assert pins == state


@given(st.permutations(range(9)))
def test_any_order_is_reached_by_moving_as_few_pins_as_can_be(order: list[int]) -> None:
    pins = board(*(still(str(n), z=float(n)) for n in range(9)))
    wanted = [str(n) for n in order]
    changed = grouping.restacked(pins, wanted)
    after = {**pins, **{pin.uuid: pin for pin in changed}}
    assert painted(after) == wanted
    assert len(changed) < 9


def test_where_there_is_no_room_between_two_all_are_numbered_anew() -> None:
    pins = board(still("a", z=1.0), still("b", z=1.0 + 1e-9), still("c", z=2.0))
    after = {**pins, **{pin.uuid: pin for pin in grouping.restacked(pins, ["a", "c", "b"])}}
    assert painted(after) == ["a", "c", "b"]
    after = {**pins, **{pin.uuid: pin for pin in grouping.restacked(pins, ["c", "a", "b"])}}
    assert painted(after) == ["c", "a", "b"]
