"""The inside of every small drawing, by name.

Icons are drawn on 24 by 24 units, marks on 20 by 20, stillness lines on 60 by 24.
Colours and strokes come from classes in ``kept.css``, so that themes and forced colours hold.
"""

from typing import Final

ICONS: Final = {
    "today": '<path d="M6 3.5h8.5l4 4v13H6z"/><path d="M14.5 3.5v4h4M9.5 12.5h5M9.5 16h3"/>',
    "timeline": (
        '<path d="M2.5 12h3.2M11.3 12h1.9M18.8 12h2.7"/>'
        '<circle cx="8.5" cy="12" r="2.8" fill="currentColor"/><circle cx="16" cy="12" r="2.8"/>'
    ),
    "said": '<path d="M4 5.5h16v10.5h-8.5L7 20v-4H4z"/><path d="M8 9.5h8M8 12.5h5"/>',
    "letters": '<path d="M3.5 6h17v12.5h-17zM3.5 6.5l8.5 7 8.5-7"/>',
    "journal": (
        '<path d="M6 3.5h10.5A1.5 1.5 0 0 1 18 5v14a1.5 1.5 0 0 1-1.5 1.5H6zM9 3.5v17"/>'
        '<path d="M18 11h2.5v3H18"/>'
    ),
    "settings": (
        '<path d="M4 8h8.5M17.5 8H20M4 16h2.5M11.5 16H20"/>'
        '<circle cx="15" cy="8" r="2.4"/><circle cx="9" cy="16" r="2.4"/>'
    ),
    "leave": '<path d="M10 5H5.5v14H10M10 12h10M16.5 8.5 20 12l-3.5 3.5"/>',
    "only": (
        '<path d="M3.5 10.5c2.5 3.2 5.3 4.7 8.5 4.7s6-1.5 8.5-4.7'
        'M6.3 13.5 4.8 16M12 15.2v3M17.7 13.5l1.5 2.5"/>'
    ),
    "both": '<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>',
    "lock": (
        '<rect x="5.5" y="10.5" width="13" height="9.5" rx="1.5"/>'
        '<path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>'
    ),
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "back": '<path d="M20 12H4M9 7l-5 5 5 5"/>',
    "onward": '<path d="M4 12h16M15 7l5 5-5 5"/>',
    "person": (
        '<circle cx="12" cy="8" r="3.7"/><path d="M5 20c.6-4.2 3.3-6.3 7-6.3s6.4 2.1 7 6.3"/>'
    ),
    "key": '<circle cx="8" cy="15.5" r="3.8"/><path d="M11 12.7 18.5 5M15.5 8l2.5 2.5"/>',
    "note": '<path d="M12 4v9M12 17.5h0"/>',
}
FLIPPED: Final = frozenset({"leave", "back", "onward"})

_RING: Final = '<circle class="m-ring" cx="10" cy="10" r="5.6"/>'
_DIAMOND: Final = '<path class="evo" d="M10 3.5 16.5 10 10 16.5 3.5 10z"/>'

MARKS: Final = {
    "kept": '<circle class="m-fill" cx="10" cy="10" r="6"/>',
    "partly": _RING + '<path class="m-fill" d="M10 4a6 6 0 0 0 0 12z"/>',
    "missed": _RING,
    "missed-joined": (
        '<path class="g" d="M0 6.5c2.5-.2 4.3 1.5 7.3 1.1s3.7-2.6 6.5-2.2c2.4.3 3.2 1.1 6.2 1.1"/>'
        '<circle class="m-ring" cx="10" cy="14.5" r="4.2"/>'
    ),
    "nothing": '<path class="thr" d="M1 10h18"/><path class="n" d="M10 6.5v7"/>',
    "excused": '<path class="thr" d="M1 13h4.5c0-7 9-7 9 0H19"/>',
    "paused": '<path class="thr rest" d="M2 10h17"/>',
    "not-due": '<path class="thr" d="M1 10h18"/>',
    "event": _DIAMOND,
    "letter": '<path class="evm" d="M10 2.7 17.3 10 10 17.3 2.7 10z"/>',
    "answer": _DIAMOND + '<circle class="evm" cx="10" cy="10" r="2.4"/>',
    "felt-dot": '<path class="b-dot" d="M10 10h0"/>',
    "felt-line": '<path class="b-line" d="M0 13h8V8h12"/>',
    "felt-band": '<path class="b-area" d="M0 6h8V2h12v13H8v3H0z"/>',
    "no-contact": '<path class="b-own" d="M5 10h10"/>',
    "unsaid": '<path class="b-own" d="M4 8c3 5.5 9 5.5 12 0"/>',
}
ALIASES: Final = {
    "not_kept": "missed",
    "not-kept": "missed",
    "did_not_arise": "excused",
    "missed_joined": "missed-joined",
    "not_due": "not-due",
    "no_contact": "no-contact",
    "rather_not_say": "unsaid",
    "none": "nothing",
    "unwritten": "nothing",
}

# Ease is a line grown still: 7 lies flat, 1 is on guard all the way (measurement 2.4).
STILLNESS: Final = {
    7: "M2 12h56",
    6: "M2 12c10-1.2 18-1.2 28 0s18 1.2 28 0",
    5: "M2 12c6-2.8 9-2.8 14 0s9 2.8 14 0 9-2.8 14 0 8 2.2 14 0",
    4: "M2 12c5-5 8-5 11 0s7 5 11 0 8-5 11 0 7 5 11 0 7-4 12 0",
    3: ("M2 12c4-7.5 6.5-7.5 9.5 0s6 7.5 9.5 0 6.5-7.5 9.5 0 6 7.5 9.5 0 6.5-7.5 9.5 0 5 6 8.5 1"),
    2: (
        "M2 13c3-12 5.5-12 8-1s4.5 11 7.5 0 5-11 7.5 0 4.5 11 7.5 0"
        " 5-11 7.5 0 4.5 11 7.5 0 4.5-10 6.5-1"
    ),
    1: ("M2 14l4-9 4.5 14 5-17 4.5 17 4.5-15 4.5 13 4-15 4.5 16 5-17 4.5 15 4-12 5 8"),
}
