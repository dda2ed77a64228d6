"""Words that mean nearly the same where people work with data, notebooks, devices and notes."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from navai_jupyter.engine.planner.qualities import GROUPS
from navai_jupyter.engine.planner.verbs import VERBS

ACTIONS = """
load open read import get fetch retrieve pull bring grab access download
show display view see print list present reveal output give tell inspect preview
plot draw chart graph visualize sketch diagram render
train fit learn teach
predict forecast estimate project infer
evaluate test check verify validate assess score
delete remove drop erase clear discard wipe trash scrap eliminate
run execute start launch begin kick fire trigger invoke perform call
restart reboot relaunch
stop halt end quit abort kill terminate cancel interrupt
sum total add plus tally
compute calculate determine evaluate
count tally number
create make new add insert generate build produce construct
save store keep export write persist record
write note jot log record
append attach add put insert
add write jot log note remember record
add book enter record
apply use try test give grant
measure gauge
transfer talk speak connect handoff hand switch route forward pass bring
set make
read show list
upload push publish deploy
send mail message deliver tell
find search look locate query lookup
change set update modify edit adjust alter put
switch toggle turn flip set
increase raise boost up
decrease lower reduce dim down
enable activate on
disable deactivate off
stop off
close shut
compare contrast versus change difference
filter restrict narrow limit select keep subset where leave
select choose pick highlight
sort order arrange rank
group aggregate bucket arrange
rename relabel
move shift relocate
copy duplicate clone
merge combine join concatenate unite
split divide separate partition
clean tidy scrub sanitize cleanse
convert transform turn translate cast
normalize scale standardize rescale
fill impute replace substitute put
replace swap exchange substitute
replace change
replace rewrite overwrite
append write type dictate
describe summarize explain profile overview summary summarise
reset restore revert
schedule plan book arrange reserve
play start resume
resume continue unpause proceed
pause suspend
delay postpone defer adjourn
label mark tag annotate classify
flag mark
point aim direct swing
zoom magnify enlarge
rotate turn spin
propose suggest recommend
assign give allocate hand
hide blank conceal
unlock reopen open
divide split share
wake rouse
archive store
convert change exchange
lock secure
unlock unsecure
multiply times product
subtract minus deduct
divide quotient
say speak
ask question
heat warm cool chill
evict kick
refresh reload update
install setup
connect link attach
disconnect unlink
tune optimize optimise
sample draw
undo revert
approve accept confirm
reject decline deny
"""
"""One meaning a line; a word may stand in several."""

THINGS = """
mean average
median middle
maximum max highest largest biggest greatest peak most top best
minimum min lowest smallest least bottom worst
row record line entry sample
column field feature variable attribute
dataset data dataframe table frame
file document
model classifier network estimator
cell block
picture image photo figure
chart plot graph diagram visualization figure
note memo remark annotation
message text sms
mail email
task todo chore
light lamp bulb
temperature temp
thermostat heating
fan ventilator
customer client buyer
employee staff worker
product item article
revenue turnover income earn
profit gain earnings
cost expense spending
price cost
sale sales
region area zone territory
city town
country nation
loss error
accuracy precision score
correlation relationship association
outlier anomaly
missing null empty blank nan gap
duplicate double
forecast prediction projection
summary overview recap statistics stats
report summary
section heading chapter
value number
amount quantity
title heading name
name label
label tag
comment remark
directory folder
output result
result outcome
epoch iteration round
cluster group
error mistake bug
histogram distribution
function method command
volume loudness
song track music tune
speed rate
color colour
user person account
alarm timer remind reminder wake
usd dollar
eur euro
gbp pound sterling
jpy yen
chf franc
celsius degree
meeting appointment
fast quick rapid
big large
small little
first initial
last final latest
previous prior before back
next following
weight mass
word term
all everything every whole entire complete
kernel colonel
agent assistant specialist bot expert representative
temperature warm hot cold
note notes
"""

IRREGULAR = {
    "shown": "show", "drawn": "draw", "drew": "draw", "ran": "run", "sent": "send", "written": "write",
    "wrote": "write", "made": "make", "found": "find", "got": "get", "gotten": "get", "gave": "give",
    "given": "give", "told": "tell", "taken": "take", "took": "take", "put": "put", "kept": "keep",
    "began": "begin", "begun": "begin", "chosen": "choose", "saw": "see", "seen": "see", "built": "build",
    "brought": "bring", "done": "do", "did": "do", "went": "go", "gone": "go", "said": "say", "spoke": "speak",
    "taught": "teach", "learnt": "learn", "shrunk": "shrink", "broken": "break", "people": "person",
    "children": "child", "men": "man", "women": "woman", "mice": "mouse", "indices": "index",
    "matrices": "matrix", "vertices": "vertex", "axes": "axis", "analyses": "analysis", "criteria": "criterion",
    "dataframes": "dataframe", "frozen": "freeze", "froze": "freeze", "spoken": "speak", "hidden": "hide",
}  # fmt: skip

EMPTY = frozenset("set make get do run show create start give put".split())
"""Actions that say little beside the thing they are about: "a timer for ten minutes"."""

SAFE = frozenset(
    "load open read get fetch retrieve show display view list print give tell inspect preview plot draw "
    "chart graph visualize compute calculate count sum find search describe summarize compare predict "
    "forecast evaluate check query describe profile preview render head measure top convert translate".split()
)
"""Actions that a question or a wish may leave unsaid: they change nothing."""

LIGHT = frozenset("data info information value values result results function details agent".split())
PARTICLES = frozenset("on off up down in out all".split())
"""Words of a name that people leave out."""

_stemmer = snowballstemmer.stemmer("english")
_WARDS = re.compile(r"(?<=^in|^up)wards?$|(?<=^out)wards?$|(?<=^down|^left|^back)wards?$|(?<=^right)wards?$")
_BRITISH = re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|er|ing|ation|ations)$)")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What the forms of a word share; British spellings become American ones."""
    word = IRREGULAR.get(word, word)
    word = _BRITISH.sub("iz", _WARDS.sub("", word))
    if word.endswith("our") and len(word) > 5:
        word = f"{word[:-3]}or"
    return str(_stemmer.stemWord(word))


def _grouped(text: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(text.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_ACTIONS, _THINGS = _grouped(ACTIONS), _grouped(THINGS + GROUPS)
_SAFE, _VERBS = frozenset(map(stem, SAFE)), frozenset(map(stem, VERBS))


def is_action(word: str) -> bool:
    return stem(word) in _ACTIONS or stem(word) in _VERBS


def is_safe(word: str) -> bool:
    return stem(word) in _SAFE


@lru_cache(maxsize=65536)
def related(one: str, other: str) -> bool:
    """Both words can mean the same."""
    one, other = stem(one), stem(other)
    none: frozenset[int] = frozenset()
    return bool(
        _ACTIONS.get(one, none) & _ACTIONS.get(other, none) or _THINGS.get(one, none) & _THINGS.get(other, none)
    )


def relatives(word: str) -> frozenset[str]:
    """Stems that share a meaning with `word`, itself included."""
    said = stem(word)
    found = {said}
    for groups, members in ((_ACTIONS, _BY_ACTION), (_THINGS, _BY_THING)):
        for number in groups.get(said, ()):
            found |= members[number]
    return frozenset(found)


def _members(groups: dict[str, frozenset[int]]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for word, numbers in groups.items():
        for number in numbers:
            found.setdefault(number, set()).add(word)
    return {number: frozenset(words) for number, words in found.items()}


_BY_ACTION, _BY_THING = _members(_ACTIONS), _members(_THINGS)
