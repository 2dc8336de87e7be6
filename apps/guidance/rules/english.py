"""English signs for the wording helper, as data: each with its reason and an example.

Patterns are matched without regard to case on text whose curly quotes are straight.
NAME stands for the partner: you, her, him, them, or the partner's own name. `view` says
which part of the sentence is read: the whole of it, the main clause (without "when I
feel angry, ..." or "... so that you rest"), or the deed (the main clause without what is
told: "I tell you what I feel" can be heard). No pattern has a repetition of free length
before its first fixed word, so twenty thousand characters are read in linear time.
"""

from dataclasses import dataclass
from enum import Enum


class View(Enum):
    """How much of the text a sign looks at."""

    WHOLE = "whole"
    MAIN = "main"
    DEED = "deed"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing the helper notices: rule and key of its hint, why, and a sentence showing it."""

    rule: int
    key: str
    why: str
    pattern: str
    example: str
    view: View = View.MAIN


# Verbs in the plain form, for "and" between two acts. Nouns that are verbs only now and
# then (phone, text, walk, bath) are left out unless "I" stands before them.
ACTS = (
    "add|answer|apologi[sz]e|ask|bake|bring|buy|cancel|carry|clean|clear|close|collect|come|"
    "cook|correct|cut|delete|do|drive|drop|eat|empty|explain|fetch|fill|finish|fix|fold|get|give|"
    "go|greet|hand|have|hoover|hug|invite|keep|kiss|lay|leave|let|listen|make|meet|mow|open|"
    "organi[sz]e|pack|pay|pick|play|prepare|put|read|repair|reply|ring|say|see|sell|send|set|"
    "sit|sleep|speak|start|switch|take|talk|tell|thank|throw|tidy|turn|vacuum|visit|wait|"
    "wake|wash|wear|wipe|write"
)
DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?"
MONTHS = (
    "january|february|march|april|june|july|august|september|october|november|december|"
    "jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec"
)
NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
QUALITIES = (
    "better|honest|present|open|kind|kinder|nice|nicer|patient|loving|caring|supportive|"
    "understanding|attentive|considerate|thoughtful|respectful|transparent|faithful|loyal|"
    "available|reliable|trustworthy|truthful|sincere|gentle|mindful|responsible|affectionate|"
    "calm|sensitive|mature|grateful|romantic|good|there for"
)
GOODS = (
    "respect|love|support|care|trust|honesty|openness|transparency|patience|kindness|empathy|"
    "loyalty|understanding|appreciation|affection|attention|commitment|communication"
)

SIGNS = (
    Sign(
        1,
        "first_person",
        "the act belongs to both, so neither can be said to have done it",
        r"(?:^|[.;!?,\n])[ \t]{0,9}(?:on |every |each )?(?:\w+ )?(?:we|let's|they|both of us)\b"
        r"(?! (?:were|was|had)\b)",
        "On Sundays we sit down with the bank statement",
    ),
    Sign(
        1,
        "first_person",
        "the act is the partner's",
        r"(?:^|[.;!?\n])[ \t]{0,9}(?:NAME|she|he) "
        r"(?:will|should|must|need to|needs to|have to|has to|ought)\b",
        "You should call me at six",
    ),
    Sign(
        1,
        "two_acts",
        "a second act with its own subject",
        r"\b(?:and|then|also)(?: also| then)? i(?:'ll| will)? (?!am\b|was\b|can\b|could\b)\w+",
        "I cook on Mondays and I ring your mother on Sundays",
    ),
    Sign(
        1,
        "two_acts",
        "a second verb after and",
        r"(?<!\bgo )(?<!\bcome )(?<!\btry )(?<!\bstop )(?<!\bsit )(?<!\bdown )"
        rf"\band (?:then |also )?(?:{ACTS})\b(?! (?:of|time|up|out)\b)",
        "I empty the dishwasher and lay the table at seven",
    ),
    Sign(
        1,
        "two_acts",
        "a second sentence with another act",
        rf"[.;\n][ \t]{{0,9}}(?:also,? )?i(?:'ll| will)? (?:also )?(?:{ACTS})\b",
        "I cook on Monday. I clean on Friday.",
    ),
    Sign(
        2,
        "seen",
        "trying happens inside; nobody can see where it ends",
        r"\b(?:try|trying)\b(?! on\b)",
        "I will try to be home",
        View.DEED,
    ),
    Sign(
        2,
        "seen",
        "effort and intention, not an act",
        r"\b(?:do my best|make (?:more of )?an effort|(?:work|working) (?:harder|on (?:my(?:self)?"
        r"|us|our|being))|commit to|focus on|strive|aim to|intend to|hope to|mean to|want to"
        r"|promise to be|make sure (?:that )?you (?:feel|know))\b",
        "I will make an effort",
        View.DEED,
    ),
    Sign(
        2,
        "seen",
        "an inner state, whichever verb carries it",
        r"\b(?<!take )(?<!day )(?<!child )(?:care(?! of| home)|feel|respect"
        r"|love(?! letters?\b)|trust(?! fund)|cherish|value|appreciate|understand|empathi[sz]e"
        r"|believe in|realise|realize|prioriti[sz]e)\b",
        "I will respect you every day",
        View.DEED,
    ),
    Sign(
        2,
        "seen",
        "support and talk without saying which",
        r"\b(?:support(?! (?:group|worker|line))|communicate|connect|reconnect|engage|improve"
        r"|grow (?:as|into)|mature|step up|show up for|be there|put (?:NAME|us|the family) first"
        r"|take (?:more )?responsibility|open up)\b",
        "I communicate every evening",
        View.DEED,
    ),
    Sign(
        2,
        "seen",
        "a change without its act",
        r"\b(?:change(?= *(?:$|[.,;!?]|my (?:ways|behaviou?r|attitude)|myself|how i|who i))"
        r"|become (?:a )?\w+)",
        "I will change",
        View.DEED,
    ),
    Sign(
        2,
        "seen",
        "a way of being, which each sees differently",
        r"\b(?:be|being|stay|remain|act) (?:a )?(?:more |less |very |really |fully |completely "
        rf"|totally |always |much |so )?(?:{QUALITIES})\b",
        "On weekends I will be more patient",
        View.DEED,
    ),
    Sign(
        2,
        "seen",
        "better than what, nobody can hear",
        r"\b(?:listen|behave|treat NAME|act|do|speak) (?:much )?better\b",
        "I listen better at dinner",
    ),
    Sign(
        2,
        "seen",
        "any more or less of a quality",
        r"\b(?:be|being) (?:more|less) \w+",
        "I will be less defensive at dinner",
        View.DEED,
    ),
    Sign(
        2,
        "seen",
        "a good thing named, not an act",
        rf"\b(?:show|give|offer|bring|have) (?:NAME )?(?:(?:more|some|full|my) )?(?:{GOODS})\b",
        "I give you more support on weekdays",
        View.DEED,
    ),
    Sign(
        2,
        "seen",
        "only a quality",
        rf"^\W*(?:more |total |full |complete )?(?:{GOODS})\W*$",
        "Total honesty",
        View.DEED,
    ),
    Sign(
        2,
        "measure",
        "a comparison can be argued about at the door",
        r"\b(?:earlier|sooner|(?:more|less) often|as (?:much|often|soon) as (?:i can|possible)"
        r"|when i can|if i can)\b(?! than)",
        "I come home earlier on Fridays",
        View.WHOLE,
    ),
    Sign(
        4,
        "control",
        "what the partner feels is not mine to make",
        r"\b(?:make|making|help|get|getting) NAME (?:to )?(?:feel|happy|happier|trust|forgive"
        r"|love|smile|believe|stay|proud|forget|calm|relax|see that)\b",
        "I'll make you feel loved on Sundays",
    ),
    Sign(
        4,
        "control",
        "the act is a means to a feeling",
        r"\b(?:so|until|till)(?: that)? (?:NAME|she|he|they)(?:'ll| will| can| could| may)?"
        r"(?: (?:finally|always|never|again|not|start to|be able to))? "
        r"(?:trusts?|forgives?|loves?|feels?|believes?|stays?|happy|calm|are|is|know|be)\b",
        "I call at six so that you trust me",
        View.WHOLE,
    ),
    Sign(
        4,
        "control",
        "trust or love as something to be won",
        r"\b(?:win|earn|regain|rebuild|restore|get back|gain)\b(?: back)? "
        r"(?:NAME|your|her|his|their)\b",
        "Each day I do one thing to win you back",
        View.WHOLE,
    ),
    Sign(
        4,
        "control",
        "a mood of the partner as my work",
        r"\b(?:keep|keeping|leave) NAME (?:happy|calm|content|satisfied|safe"
        r"|from (?:being|feeling))\b|\bconvince NAME\b",
        "Every evening I keep you happy",
        View.WHOLE,
    ),
    Sign(
        5,
        "doing",
        "not doing has no moment at which it is done",
        r"\b(?:never|no more|no longer|nothing|forever|always|(?<!whether or )(?<!do )not(?! only"
        r"| later| until)|(?:wo|do|does|ca|should|must|am|is)n't|quit|give up|refrain|avoid)\b",
        "I won't lie on Sundays",
    ),
    Sign(
        5,
        "doing",
        "stopping is not an act that can be noticed",
        r"\b(?:stop|stopping) (?:\w+ing|my|it|that|this|with|all)\b",
        "From Monday I stop drinking",
    ),
    Sign(
        7,
        "price",
        "an act with a price is a bargain, not a commitment",
        r"\b(?:only |but )?(?:if|unless|once) (?:NAME|she|he)\b(?! (?:asks?|calls?|rings?|texts?"
        r"|writes?|messages?|tells? me|says?|wakes?|wants?|likes?|wish(?:es)?|prefers?|would like"
        r"|(?:is|are|were|was) (?:away|ill|sick|asleep|awake|late|out|at work|working)"
        r"|have to|has to|work|works)\b)",
        "If you stop checking on me, I come home at six",
        View.WHOLE,
    ),
    Sign(
        7,
        "price",
        "a bargain said outright",
        r"\b(?:as long as|so long as|provided(?: that)?|providing|on condition(?: that)?) "
        r"(?:NAME|she|he)\b|\b(?:in return|in exchange|your turn|you owe)\b",
        "I cook on Fridays as long as you are nice",
        View.WHOLE,
    ),
    Sign(
        8,
        "checking",
        "being followed is not being trusted",
        r"\b(?:(?:live |my |phone ){0,2}location|gps|tracker|tracking|track (?:my|me|where)"
        r"|find my (?:i?phone|friends)|airtag|dash ?cam|webcam|body ?cam)\b",
        "Every evening I share my location",
        View.WHOLE,
    ),
    Sign(
        8,
        "checking",
        "a picture as proof",
        r"\b(?:screen ?shots?|selfies?|(?:send|share|take|text|show|message)(?: \w+)? "
        r"(?:a |the |my )?(?:photos?|pictures?|pics?)|photo (?:proof|evidence)|photos? as|prove"
        r"|proof|evidence)\b",
        "At six I send you a photo of the office",
        View.WHOLE,
    ),
    Sign(
        8,
        "checking",
        "reading along in a device or an account",
        r"\b(?:check|checks|look (?:at|through|in)|go through|read|search|see|unlock|access to|"
        r"hand (?:NAME|over)) (?:in )?(?:all )?my (?:\w+ )?"
        r"(?:phone|messages?|texts|chats?|e-?mails?|inbox|passwords?|accounts?|history|laptop)\b"
        r"|\bmy passwords?\b",
        "On Sundays you can check my phone",
        View.WHOLE,
    ),
)

# Rule 3 is met by any of these: a clock time, a day, a date, a rhythm or a trigger.
WHEN = (
    r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?(?:am|pm|a\.m|p\.m|h|o'clock)\b"
    rf"|\b(?:at|by|before|after|until|till|from|around) (?:\d|(?:{NUMBERS}|half|noon|midnight)\b)"
    rf"|\b{DAYS}\b|\b(?:week(?:day|end|night)s?|daily|weekly|monthly|nightly|yearly)\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS}|may)\b"
    rf"|\b(?:{MONTHS}|may) \d{{1,2}}\b|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}\b"
    r"|\b(?:every|each) \w+|\b(?:once|twice|times|\d+x) (?:a|an|per|every|each)\b"
    r"|\b(?:today|tonight|tomorrow|morning|mornings|noon|afternoons?|evenings?|nights?|midnight)\b"
    r"|\b(?:first|second|third|fourth|last) (?:day )?of (?:the|each|every) (?:week|month)\b"
    r"|\b(?:breakfast|lunch|dinner|supper|bedtime|payday|before bed|first thing)\b"
    r"|\b(?:when|whenever|if|as soon as|before|after|while|during|within|until|once|next|"
    r"the moment|any time|same day|straight away|at once|on (?:my|the) way)\b"
)

# Clauses that are no act of their own. A leading one ends at its comma, or else at the
# last "I" of the sentence; a trailing one reaches to the end of the sentence.
LEADING = (
    r"\s*(?:when|whenever|if|each time|every time|any time|as soon as|once(?! a\b)|the moment"
    r"|after|before|until|while|unless|should)\b"
)
TRAILING = (
    r"\b(?:when|whenever|if|as soon as|because|unless|each time|every time|in case|so that"
    r"|so (?=you\b|she\b|he\b|they\b|we\b)"
    r"|(?:before|after|until|while|than) (?=i\b|you\b|she\b|he\b|we\b|they\b))"
)
# What is told can be heard, whatever it is about.
TELLING = (
    r"\b(?:tell|say|write|ask|name|text|message|describe|read|thank|list|mention|admit|apologi[sz]e"
    r"|answer|reply|repeat|note|correct|ring|call|talk|speak)\b"
)

# Rule 6 in the wording itself: longer than half an hour, or daily for more than a week.
LONG = (
    r"(?<!within )(?<!within the )(?<!within an )(?<!in )(?<!after )(?<!half )(?<!half an )"
    r"(?<!every )(?<!last )(?<!under )"
    r"\b(?:(?:3[1-9]|[4-9]\d|\d{3,})(?: |-)?(?:minutes?|mins?)|(?:an|one|a full|a whole|\d+|"
    r"two|three|four|five|several|a few)(?: |-)?(?:hours?|hrs?)"
    r"|(?:all|the whole|the entire) (?:day|evening|weekend|week|night))\b"
    r"(?! (?:before|after|later|earlier|ahead|beforehand|notice|of notice|at the latest))"
    r"|\b(?:daily|every day|each day|every evening|every morning)\b[^.;\n]{0,80}?\bfor "
    r"(?:(?:the )?(?:next )?(?:two|three|four|five|six|\d+) (?:weeks|months|years)|a (?:month|year)"
    r"|life|good)\b"
)
