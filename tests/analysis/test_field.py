"""What the example bank teaches, judged on short answers that it has never seen."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from analysis.bank import load_bank
from analysis.field import beside, read_field
from analysis.framework import parse_framework
from analysis.lens import Lens
from analysis.link import from_descriptions, from_examples, taught_by

SHARED = Path(os.environ.get("ENGAGE_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data")
CODES = (
    "identification",
    "ehc_plans",
    "joint_commissioning",
    "coproduction",
    "transitions",
    "information_sharing",
)
SAID = (
    ("", "Forty weeks since we asked for the EHC needs assessment and still no draft", "ehc_plans"),
    (
        "",
        "Speech and language therapist left and the waiting list just stopped moving",
        "joint_commissioning",
    ),
    ("", "Nobody showed him round the college before he started", "transitions"),
    ("", "I only heard about the Local Offer from another parent at the gate", "information_sharing"),
    ("", "The nursery kept saying she would catch up, nobody referred her for autism", "identification"),
)


def areas(codes: tuple[str, ...] = CODES) -> str:
    return "".join(
        f'[[focus_areas]]\ncode = "{code}"\ntitle = "{code.replace("_", " ")}"\n' for code in codes
    )


def test_the_bank_names_every_theme_it_has_examples_of() -> None:
    bank = load_bank()
    assert {example.theme for example in bank.examples} <= set(bank.names())
    assert set(CODES) <= bank.areas
    assert all(example.text.strip() for example in bank.examples)


def test_plain_answers_are_linked_by_words_alone() -> None:
    texts, questions = [text for _, text, _ in SAID], [asked for asked, _, _ in SAID]
    bank = load_bank()
    answers = Lens().fit([*(e.text for e in bank.examples), *texts])
    asked = Lens().fit([*(beside(e.question, e.text) for e in bank.examples), *texts])
    reading = read_field(bank, texts, questions, answers, asked)
    framework = parse_framework(areas())
    assert taught_by(bank, framework)
    scores = from_examples(reading, framework)
    assert [scores.first_two(row)[0] for row in range(len(SAID))] == [area for _, _, area in SAID]
    assert np.allclose(scores.chances.sum(axis=1), 1)


def test_a_plan_with_other_codes_is_linked_by_its_own_words() -> None:
    framework = parse_framework(
        '[[focus_areas]]\ncode = "x1"\ntitle = "Education, health and care plans on time"\n'
        '[[focus_areas]]\ncode = "x2"\ntitle = "College and adult life"\ndescription = "Moving to college and work."'
    )
    bank = load_bank()
    assert not taught_by(bank, framework)
    texts = [SAID[0][1], SAID[2][1]]
    lens = Lens().fit([*(e.text for e in bank.examples), *texts])
    reading = read_field(bank, texts, ["", ""], lens, lens)
    scores = from_descriptions(texts, ["", ""], framework, lens, bank, reading)
    assert [scores.first_two(row)[0] for row in (0, 1)] == ["x1", "x2"]


def test_the_bank_alone_links_six_in_ten_hard_answers_without_any_model() -> None:
    path = SHARED / "voices" / "voices_dev.jsonl"
    if not path.exists():
        pytest.skip(f"the benchmark {path.name} is not on this machine")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts, questions = [row["text"] for row in rows], [row["question"] for row in rows]
    bank = load_bank()
    joined = [beside(question, text) for question, text in zip(questions, texts, strict=True)]
    answers = Lens().fit([*(e.text for e in bank.examples), *texts])
    asked = Lens().fit([*(beside(e.question, e.text) for e in bank.examples), *joined])
    scores = from_examples(read_field(bank, texts, questions, answers, asked), parse_framework(areas()))
    right = np.mean([scores.first_two(i)[0] == row["primary"] for i, row in enumerate(rows)])
    assert right >= 0.6
