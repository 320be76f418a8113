"""The register that goes with a package says what the house's does, but for what people have written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reformspor.disclosure import Rule
from reformspor.effects.gates import gates
from reformspor.effects.hypothesis import COVER, Hypothesis
from reformspor.hypotheses import Lowered, Registered, Wrong, lower_verdict, read_register, register_hypothesis
from reformspor.hypotheses.keeping import LOG
from reformspor.replication.setting import write_register

LESS = Hypothesis("sjukefråvær", "lower", "did", 0.5, because="Kari såg det sjølv.")


def registered(folder: Path, one: Hypothesis) -> Registered:
    done = register_hypothesis(folder, one, role="researcher")
    assert isinstance(done, Registered), done
    return done


def test_a_hypothesis_whose_reasons_are_covered_is_known_and_replaced_as_in_the_house(tmp_path: Path) -> None:
    house, package, further, inside = (tmp_path / name for name in ("house", "package", "further", "inside"))
    for folder in (house, package, further, inside):
        folder.mkdir()
    first, second = registered(house, LESS), registered(house, replace(LESS, smallest=0.3))
    ladder = gates().levels
    lowered = lower_verdict(house, LESS.outcome, "did", (ladder[1], ladder[0]), "Kari sa det.", role="researcher")
    assert isinstance(lowered, Lowered), lowered
    write_register(house / LOG, Rule.public(), package, constructed=False)
    was, now = read_register(house), read_register(package)
    assert now.broken == 0
    assert [one.hash for one in now.hypotheses] == [one.hash for one in was.hypotheses] == [first.hash, second.hash]
    assert [one.replaced for one in now.hypotheses] == [second.hash, ""]
    assert [one.hash for one in now.standing(LESS.outcome, "did")] == [second.hash]
    assert [one.why for one in now.lowered] == [COVER] * len(was.lowered)
    assert "Kari" not in (package / LOG).read_text("utf-8")
    assert replace(now.hypotheses[1].hypothesis, because=LESS.because) == was.hypotheses[1].hypothesis

    # Who gets a package can make one of it, and inside the house nothing is covered.
    write_register(package / LOG, Rule.public(), further, constructed=False)
    assert (further / LOG).read_bytes() == (package / LOG).read_bytes()
    write_register(house / LOG, Rule.internal(), inside, constructed=False)
    assert "Kari" in (inside / LOG).read_text("utf-8")


def test_a_register_that_does_not_hold_goes_on_not_holding_and_tells_no_more_for_it(tmp_path: Path) -> None:
    house, package = tmp_path / "house", tmp_path / "package"
    house.mkdir()
    package.mkdir()
    registered(house, LESS)
    log = (house / LOG).read_text("utf-8")
    for wrong in (log.replace("0.5", "0.4"), f"{log}Kari skreiv her\n"):
        (house / LOG).write_text(wrong, "utf-8")
        write_register(house / LOG, Rule.public(), package, constructed=False)
        assert read_register(package).broken > 0
        assert "Kari" not in (package / LOG).read_text("utf-8")


def test_nobody_says_themselves_what_their_hypothesis_is_known_by(tmp_path: Path) -> None:
    forged = replace(LESS, because=f"{COVER} {'0' * 64}")
    assert register_hypothesis(tmp_path, forged, role="researcher") == (Wrong("covered"),)
