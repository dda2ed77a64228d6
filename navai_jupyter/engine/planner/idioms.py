"""Verbs of several words, as people say them: "put run four on hold" is "pause run four"."""

from __future__ import annotations

from collections.abc import Sequence

from navai_jupyter.engine.planner.words import Token

_PHRASES = """
how many = count
how much = amount
as soon as possible = please
data set = dataset
data frame = dataframe
note book = notebook
web page = html
in between = between
from here on = below
from here down = below
up to here = above
at most = to
no more than = to
not more than = to
before cell = above cell
before this cell = above this cell
before the cell = above the cell
cell before this one = cell above this one
after cell = below cell
after this cell = below this cell
after the cell = below the cell
cell after this one = cell below this one
the cells below = all cells below
the cells above = all cells above
all the cells = all cells
an empty = a new
a blank = a new
a fresh = a new
a little bit = slightly
a bit = slightly
what we = the
what i = the
"""
_VERBS = """
get rid of = delete
let … know = tell
call it a day = good night
call it a night = good night
call it a = classify it as a
call it an = classify it as an
call this a = classify this as a
call that a = classify that as a
make it a bit = make it slightly
make it a little = make it slightly
make it a little bit = make it slightly
make this a bit = make this slightly
make that a bit = make that slightly
make it a = turn it into
make it an = turn it into
make this a = turn this into
make that a = turn that into
make cell … a = turn cell
run from here = run all below
run everything from here = run all below
let … continue = resume
let … go on = resume
let … carry on = resume
carry on with = resume
carry on = resume
go on with = resume
keep going with = resume
pick … up again = resume
put … on hold = pause
put … on pause = pause
hold … back = delay
hold back = delay
hold … up = delay
push … back = delay
push back = delay
put off = postpone
throw … away = delete
throw … out = delete
throw away = delete
throw out = delete
take … out = remove
take out = remove
take … off = remove
take off = remove
take … away = remove
take away = remove
cross out = delete
wipe out = delete
rule out = exclude
leave … out = remove
leave out = remove
get … out of the way = hide
get … out of my way = hide
break off = abort
call off = cancel
call … off = cancel
put me through = transfer
hand me over = transfer
hand over = transfer
pass on = forward
jot down = write
write down = write
note down = write
put … down for = book
put down = record
mark down = record
take a note = add note
put into the log = log
put in the log = log
write into the log = log
write in the log = log
come up with = create
set up = create
look for = search
search for = search
look up = find
figure out = compute
work out = compute
add up = sum
sum up = summarize
look at = view
have a look at = view
take a look at = view
look over = review
go over = review
bring … back = restore
bring back = restore
get … back = restore
put … back = restore
shut down = stop
close down = close
open up = open
power … up = start
power up = start
power … down = stop
power down = stop
fire up = start
boot up = start
start up = start
kick off = start
speed up = accelerate
slow down = decelerate
blow … up = magnify
blow up = magnify
read in = read
print out = print
write out = export
write everything out = export
split up = split
break up = split
set aside = split
tidy up = clean
clean up = clean
get … up at = wake at
wake … up at = wake at
move on to = go to
"""
"""Idioms, and the words that mean the same; "…" stands for what is done to, a few words long."""
STARTS = frozenset("and then to or".split())
"""Words that a clause begins after."""
GAP, LONGEST_GAP = "…", 5

Idiom = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _by_first(idioms: str) -> dict[str, list[Idiom]]:
    """The words before the gap, after it, and instead of both."""
    found: dict[str, list[Idiom]] = {}
    for line in idioms.strip().splitlines():
        phrase, _, meaning = line.partition(" = ")
        before, _, after = phrase.partition(GAP)
        words = tuple(before.split())
        found.setdefault(words[0], []).append((words, tuple(after.split()), tuple(meaning.split())))
    return {first: sorted(known, key=lambda one: -len(one[0])) for first, known in found.items()}


_ANYWHERE, _AT_START = _by_first(_PHRASES), _by_first(_VERBS)


def said_shortly(spoken: Sequence[Token]) -> tuple[Token, ...]:
    """With one word for each idiom: "get rid of" is "delete"."""
    kept: list[Token] = []
    left_out: set[int] = set()
    at = 0
    while at < len(spoken):
        found = None if at in left_out else _idiom(spoken, at)
        if found is None:
            if at not in left_out:
                kept.append(spoken[at])
            at += 1
            continue
        (before, after, meaning), resumed = found
        first, last = spoken[at], spoken[at + len(before) - 1]
        pieces = [Token(one, first.start, last.end) for one in meaning]
        kept += [*pieces[:-1], Token(meaning[-1], first.start, last.end, last.mark)]
        left_out |= set(range(resumed, resumed + len(after)))
        at += len(before)
    return tuple(kept)


def _idiom(spoken: Sequence[Token], at: int) -> tuple[Idiom, int] | None:
    """The idiom that begins here, and where its second half does."""
    starts = not at or spoken[at - 1].mark or spoken[at - 1].word in STARTS
    known = _AT_START if starts else {}
    for idiom in (*_ANYWHERE.get(spoken[at].word, ()), *known.get(spoken[at].word, ())):
        before, after, _ = idiom
        end = at + len(before)
        if not _says(spoken, at, before):
            continue
        if not after:
            return idiom, end
        for again in range(end + 1, min(end + LONGEST_GAP, len(spoken)) + 1):
            if spoken[again - 1].mark:
                break
            if _says(spoken, again, after):
                return idiom, again
    return None


def _says(spoken: Sequence[Token], at: int, phrase: tuple[str, ...]) -> bool:
    return tuple(token.word for token in spoken[at : at + len(phrase)]) == phrase
