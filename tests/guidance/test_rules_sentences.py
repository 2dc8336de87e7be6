"""Labelled sentences for the wording helper: what gets a hint, and what must not."""

import pytest

from apps.guidance.rules import Facts, first_hint, passes_gate, review
from apps.guidance.rules.english import SIGNS, Sign

FORM = Facts(partner_name="Maren", has_review=True)
GOOD = """
On Sundays at 19:00 I put the card statement on the table.
Whenever I notice I have told you something untrue, I correct it the same day.
Mon to Fri I ask about your day before I speak of mine.
Home by seven, or a call before six
Tell her before she has to ask, the same day
Sunday: the week’s spending, side by side
Tuesday session, on his own
The phone stays in the hall after nine.
If plans change, she hears within the hour.
Saturday morning with the children is mine to organise.
Tuesdays I do bedtime so that you can go to choir
Whenever you ask where I was, I answer the same day
Send the tax form by 30 April
When I feel angry I leave the room for ten minutes
When I notice I want a drink, I ring Sam
Every Friday at 18:00 I tell you one thing I appreciate about you
I take care of the bins on Thursday evenings
I go to the support group on Wednesdays
On weekdays I text you when I leave the office
I ring before six if I will not be home by seven
I do the bins and the dishes on Mondays
On Saturdays and Sundays breakfast is mine to make
I say good night at ten, whether or not we argued
I put my phone on do not disturb at nine
Each morning I write tomorrow's appointments in the shared calendar
On the first of the month I read you the bank balance
If you ask about her, I answer that evening
After dinner I wash up
I stop at the pharmacy on Fridays
I go and get the kids at four on Tuesdays
I sit down and talk for twenty minutes on Sundays
🙂 I water the plants on Mondays
I tell you within 2 hours when she writes to me
On Thursdays I pay ten euros back into the joint account
I’ll hand in the form on 3 May at noon
If I am going to be late, I call an hour before
Every evening at nine I ask what you need tomorrow
When you cry I stay in the room
Once a week I cook dinner
Before bed I lay out the school things
""".strip().splitlines()
HINTED = [
    ("seen", "I'll be more open"),
    ("seen", "I’ll try to always be home earlier"),
    ("seen", "I will love you every day"),
    ("seen", "I will respect your time on weekdays"),
    ("seen", "Be a better partner from Monday"),
    ("seen", "I am going to be honest with you today"),
    ("seen", "Every day I will be present"),
    ("seen", "I support you on Mondays"),
    ("seen", "I will appreciate you more every week"),
    ("seen", "At dinner I communicate"),
    ("seen", "I understand you when you cry"),
    ("seen", "Trust"),
    ("seen", "When you come home I will care for you"),
    ("seen", "I want to call on Fridays"),
    ("measure", "On Tuesdays I come home sooner"),
    ("measure", "I ring you more often at noon"),
    ("first_person", "On Sundays we go for a walk"),
    ("first_person", "Maren should ring me at six"),
    ("two_acts", "On Mondays I cook dinner and clean the bathroom"),
    ("two_acts", "I bring the car back at six and then fetch the kids"),
    ("when", "I put the card statement on the table"),
    ("when", "I wash up"),
    ("control", "I call at six so you trust me"),
    ("control", "I bring flowers on Fridays to win you back"),
    ("control", "Each evening I make Maren happy"),
    ("control", "I cook on Sunday so that Maren forgives me"),
    ("doing", "I won't lie at dinner"),
    ("doing", "I will never drink on weekdays"),
    ("doing", "From Monday I stop smoking"),
    ("doing", "I always ring at six"),
    ("doing", "No more cards on Fridays"),
    ("small", "On Sundays I clean the house for three hours"),
    ("small", "Each day I walk with you for 45 minutes"),
    ("small", "I ring at six every day for a year"),
    ("price", "If you stop shouting, I come home at six"),
    ("price", "I cook on Mondays as long as you are kind"),
    ("price", "At six I ring, provided you answer"),
    ("price", "In return I cook on Fridays"),
    ("checking", "I share my live location from nine to five"),
    ("checking", "At noon I send you a screenshot of my calls"),
    ("checking", "At six I take a photo of the office"),
    ("checking", "On Sundays you may check my phone"),
    ("checking", "Every evening I prove where I was"),
]


@pytest.mark.parametrize("sentence", GOOD)
def test_a_plain_observable_act_with_a_when_gets_no_hint(sentence: str) -> None:
    assert [(found.key, str(found.sentence)) for found in review(sentence, context=FORM)] == []
    assert passes_gate(sentence, could_be_seen=False, partner_name="Maren")


@pytest.mark.parametrize(("key", "sentence"), HINTED)
def test_what_a_rule_is_about_gets_its_hint(key: str, sentence: str) -> None:
    assert key in {found.key for found in review(sentence, context=FORM)}


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.example)
def test_every_sign_is_shown_by_its_own_example(sign: Sign) -> None:
    found = review(sign.example, context=FORM)
    assert (sign.rule, sign.key) in {(each.rule, each.key) for each in found}


def test_the_span_is_the_words_the_hint_is_about() -> None:
    text = "🙂 I’ll try to ring at six"
    found = first_hint(text, context=FORM)
    assert found
    assert found.span
    assert text[slice(*found.span)] == "try"


def test_the_partners_name_stands_in_the_sentence() -> None:
    found = first_hint("I will try", context=FORM)
    assert found
    assert "Maren" in str(found.sentence)
    braces = first_hint("I will try", context=Facts(partner_name="{0} %s (a+"))
    assert braces
    assert "{0} %s (a+" in str(braces.sentence)
