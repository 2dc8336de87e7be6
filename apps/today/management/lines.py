"""What the demo couple say and write. Imagined, all of it."""

from apps.commitments.rules.rhythms import Kind, Rhythm

WORKDAYS = frozenset({1, 2, 3, 4, 5})
# Name, first day counted from the beginning, words, rhythm.
SAID = (
    ("home", 0, "Home by seven", Rhythm(Kind.WEEKDAYS, weekdays=WORKDAYS)),
    ("tell", 7, "I tell Maren about money before she comes across it", Rhythm(Kind.DAILY)),
    (
        "right",
        14,
        "Whenever I notice I left something out, I put it right the same day",
        Rhythm(Kind.WHENEVER),
    ),
    ("walk", 21, "A walk after supper, telephones left at home", Rhythm(Kind.TIMES_A_WEEK, n=2)),
)
REWORDED = (42, "Home by seven, or a call before six")
AWAY = (33, 35, 41, "At my sister’s. Back on Sunday evening.")
# Likelihoods of kept, partly, missed, excused and nothing written, in hundredths.
ODDS = {"home": (88, 6, 3, 0, 3), "tell": (79, 4, 3, 5, 9), "right": (70, 12, 18, 0, 0)}
LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "home": {
        "kept": ("18:41.", "Took the earlier train.", "Home at half past six."),
        "partly": ("Rang at twenty to six. Home at eight.", "The call was late, the train later."),
        "missed": (
            "Home at 19:50 and did not ring. I said so at the door.",
            "I forgot to look at the clock. There was no reason beyond that.",
        ),
    },
    "tell": {
        "kept": (
            "The car needs tyres, about three hundred.",
            "Lent Jonas forty, he pays on Friday.",
            "Showed her the new statement the evening it came.",
        ),
        "partly": ("Told her about the fuel. The fine she found herself.",),
        "missed": ("She asked before I had said it.",),
    },
    "right": {
        "kept": (
            "I had said ten minutes. It was half an hour, and I said so.",
            "Left out who else was there. Told her before supper.",
        ),
        "partly": ("Put it right, but only the day after.",),
        "missed": ("I noticed and let it pass.",),
    },
    "walk": {"kept": ("Along the canal.", "In the rain, a short one.")},
}
NEXT_STEP = (
    "An alarm at half past five, every working day.",
    "I put the letters on the kitchen table unopened.",
    "I write it on the card in my wallet until supper.",
)
TOLD = {
    5: "I still have the second telephone. It lies in the hall drawer, switched off.",
    17: "My old colleague wrote to me today. I did not answer. You can read it.",
    26: "I took sixty out of the joint account for the garage.",
    46: "I will see the others at the farewell on Friday. She may be there as well.",
    58: "She was there. We did not speak. I left at nine.",
    73: "There is a letter from the bank about the old card. It is on your desk.",
}
ENTRIES = {
    3: "I keep listening for the key in the door. Wrote this instead of standing at the window.",
    19: "He told me before I asked. I did not know what to do with that.",
    38: "Quiet with him away. I slept through, twice.",
    55: "It came back in the supermarket, out of nothing. I left the basket and sat in the car.",
    76: "A whole afternoon without checking anything. I only noticed in the evening.",
}
OWN_LINES = {
    "differently": "I remember it later than that.",
    "partly": "The call, yes. Not the rest.",
    "same": "He did say it at the door, before I had asked.",
}
