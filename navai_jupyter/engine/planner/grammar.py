"""The small words of English, and what they do in a command."""

from __future__ import annotations

from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.words import ARTICLES

PREPOSITIONS = frozenset(
    "with for of to in on at by using from as into per within via until till since between against versus "
    "over under about where whose called named titled than".split()
)
LINKS = frozenset("is are be equals equal was were being".split())
"""Words between the name of an argument and its value."""
EQUALS = frozenset({"equals", "equal"})
"""Words in the middle of an equation."""
AUXILIARIES = frozenset("do does did have has had".split())
"""Words that only make a question."""
FILLERS = ARTICLES | PREPOSITIONS | frozenset("and then plus comma value please".split())
"""Words that may stand between values without meaning anything."""
SOFT = frozenset(
    "group type kind option mode setting version current currently again now quickly really just here "
    "there up out down off over through right once "
    "more me us i only data info information figures figure details values notebook coming following "
    "upcoming  exactly one ones thing stuff new another also too actually function functions tool method "
    "command called number that which slightly".split()
)
"""Words that change little."""
STANDING = frozenset("next previous last other same another right left".split()) | ARTICLES
"""Words before "one" when it stands for a thing."""
PRONOUNS = frozenset("it that this them those these they one".split())
QUANTIFIERS = frozenset("all every everything whole entire each any both".split())
"""Words that mean much where a name or a description has them, and little elsewhere."""
CALLS = frozenset("call run execute invoke use start launch perform do apply trigger".split())
"""Verbs that any function can follow."""
SHOWS = frozenset(
    "go jump skip plot graph visualize visualise show give get tell display print draw find compute "
    "calculate see view have look bring check list "
    "fetch know take need want".split()
)
"""Verbs for a result, whatever the function that makes it is called."""
GOES = frozenset({"go", "jump", "skip"})
"""Verbs for a place, and for what is next."""
MAKES = frozenset("new make create produce set switch turn put keep leave let use try change".split())
"""Verbs for a change, whatever it is called."""
MEASURES = frozenset(
    "degrees degree percent times time dollars euros pounds points point pixels grams gram milligrams "
    "milligram kilograms kilogram kilos liters liter litres litre milliliters milliliter millilitres "
    "millilitre meters meter metres metre millimeters millimeter millimetres centimeters centimetres "
    "kilometers kilometres volts volt amps watts hertz pascal bar celsius fahrenheit kelvin seconds "
    "second minutes minute hours hour days day weeks months years items pieces rows units steps per cents "
    "bits bytes megabytes gigabytes ml mg kg g mm cm km".split()
)
"""Words after a number that say what is counted."""
WITHOUT = frozenset({"without", "no", "not"})
INTRODUCTIONS = frozenset(
    "because saying says say reading reads goes called named titled text note content word words phrase "
    "term".split()
)
"""Words before a free text."""

_HINTS = {
    "to": "new target to destination end stop until value level recipient receiver upper maximum temperature "
    "receiver address percent brightness state language email person name",
    "from": "old source start from begin origin since lower minimum sender first file path",
    "by": "by factor amount group key step column percent percentage degree criterion field angle",
    "in": "region area location place language city country room year month section currency format column "
    "zone folder minutes seconds hours",
    "for": "year period person customer product duration minutes seconds region name month quarter hours query "
    "time date days epochs room city employee",
    "as": "name format kind type style alias role title filename file status",
    "into": "to target destination language format unit parts folder list",
    "of": "name size year region type product city kind customer",
    "at": "time position index level rate volume temperature percent hour when price speed",
    "on": "date day column device state key when feature room field",
    "until": "end until to stop", "till": "end until to stop", "since": "start since from begin",
    "before": "end before until", "after": "start after since", "between": "start from minimum lower low",
    "and": "end to maximum upper high",
    "with": "rate size name method value model color title epochs new",
    "against": "y target other", "versus": "y other second", "over": "x time period hours minutes",
    "within": "minutes hours seconds range", "than": "threshold value minimum maximum limit",
    "called": "name title label", "named": "name title label", "titled": "title name",
    "because": "reason note comment cause why", "under": "name title label filename",
    "saying": "text message body content note comment", "about": "topic subject about query",
    "using": "method algorithm model kind strategy", "where": "condition filter column query",
    "above": "threshold minimum above", "below": "threshold maximum below",
}  # fmt: skip
HINTS = {word: frozenset(map(stem, names.split())) for word, names in _HINTS.items()}
"""Which arguments a preposition announces, by words of their names."""
