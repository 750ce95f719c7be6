"""The one thing to do next with a consultation. Pure: whoever shows it asks nothing else of the person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engage.consultations import stages
from engage.consultations.policy import SeenConsultation
from surveys.authoring import draft_of
from surveys.checks import opening_remarks
from surveys.tables import Survey, SurveyState


@dataclass(frozen=True)
class NextStep:
    """What to do, why, and where."""

    title: str
    text: str
    href: str
    button: str


def next_step(
    seen: SeenConsultation, survey: Survey, answered: int, told: bool, now: datetime
) -> NextStep | None:
    """What to do next; None where this person has nothing to do."""
    if seen.may_build and survey.state == SurveyState.draft:
        return _while_writing(seen.id, survey)
    if seen.may_build and survey.state == SurveyState.open:
        return _while_open(seen, survey, answered, now)
    return None if survey.state == SurveyState.draft else _after_closing(seen, survey, told)


def _while_writing(id: UUID, survey: Survey) -> NextStep:
    here = f"/staff/consultations/{id}"
    draft = draft_of(survey)
    if not draft.questions:
        text = "Five to ten questions are plenty. You can change everything until it opens."
        return NextStep("Write your first question", text, f"{here}/questions/add", "Add a question")
    if remarks := opening_remarks(draft):
        text = "Something is missing that people need before they can answer."
        button = "Mend one thing" if len(remarks) == 1 else f"Mend {len(remarks)} things"
        return NextStep("Finish the questions", text, f"{here}/check", button)
    if not (survey.closes_at and survey.tells_by and survey.groups):
        text = "Say when it closes, and by when people will hear what changed."
        return NextStep("Say when", text, f"{here}/dates", "Set the dates")
    text = "Look at the check page and the preview once more. Then it can go out."
    return NextStep("It is ready to open", text, f"{here}/open", "Open it to people")


def _while_open(seen: SeenConsultation, survey: Survey, answered: int, now: datetime) -> NextStep:
    here = f"/staff/consultations/{seen.id}"
    if stages.is_over(survey.state, survey.closes_at, now):
        text = "The closing day has passed, so nobody can answer any more."
        return NextStep("Its last day has passed", text, f"{here}/close", "Close it and start reading")
    if not answered or not seen.may_read_words:
        text = "Send the link, show the QR code or print the poster."
        return NextStep("Share it", text, f"{here}/share", "Get the link and the poster")
    text = "Answers are coming in. Share the link again with the people you have not heard from."
    return NextStep("Watch the answers come in", text, f"{here}/answers", "See the answers")


def _after_closing(seen: SeenConsultation, survey: Survey, told: bool) -> NextStep | None:
    here = f"/staff/consultations/{seen.id}"
    if survey.state != SurveyState.closed or not seen.may_see_themes:
        return None
    if told:
        text = "Some of what changed is published. See what is still open."
        return NextStep("Keep people told", text, f"/staff/entries?consultation={seen.id}", "See the entries")
    if seen.may_review:
        text = "Find what many people said, and see which focus area it speaks to."
        return NextStep("Read what people said", text, f"{here}/themes", "Go to the themes")
    return NextStep(
        "See what people said", "The team agrees the themes here.", f"{here}/themes", "See the themes"
    )
