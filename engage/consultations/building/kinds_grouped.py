"""The types of question, by what one wants to hear; every type stands in one group."""

from surveys.definition import QuestionKind as Kind

N_ = str

GROUPS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (
        N_("People choose"),
        (Kind.single_choice, Kind.yes_no, Kind.many, Kind.picture_choice, Kind.rank, Kind.who_answers),
    ),
    (N_("People say how much"), (Kind.feeling_scale, Kind.agreement_scale, Kind.statement_set)),
    (N_("People write"), (Kind.short_text, Kind.long_text, Kind.several_texts)),
    (N_("Numbers, dates and places"), (Kind.number, Kind.date, Kind.month, Kind.postcode_area)),
    (N_("Sent by people: voice, photo, drawing"), (Kind.voice, Kind.photo, Kind.drawing)),
    (N_("Pages and parts"), (Kind.information, Kind.consent, Kind.repeat)),
)
