"""Phrases around a command that ask for it, wish for it, or only gain time; one pattern a line."""

from __future__ import annotations

from navai_jupyter.engine.planner.qualities import STATES

GOOD = r"(?:great|nice|good|lovely|wonderful|helpful|kind|cool|useful|fantastic|perfect|awesome|ideal)"
KIND = r"(?:(?:so |very )?(?:kind|good|nice)(?: enough)?|a (?:dear|darling|sweetheart|pal)|an angel)"
FINE = r"(?:possible|ok|okay|alright|all right)"
GLAD = r"(?:appreciate it|be (?:very |so |really )?(?:grateful|glad|happy|thankful))"
MUSED = r"(?:think|guess|suppose|believe|reckon)"
OUGHT = r"(?:should|could|can|had better|might as well|better|need to|have to|must)"
STATE = (
    rf"(?:very |too |so |really |still )?(?:{'|'.join(sorted(STATES))})"
    r"(?: (?:now|outside|out there|in there|here|there|today|tonight|right now|at the moment))?"
)
"""How something is, at the end of a question."""
BETWEEN = (
    r"(?: (?:please|maybe|possibly|kindly|just|also|now|perhaps|quickly|then|actually|really|first|again))*"
)


def any_of(patterns: str) -> str:
    return "|".join(line for line in patterns.strip().splitlines())


WAIT = any_of(
    r"""
please|kindly|hey|hi|hello|computer|assistant|listen|thanks|thank you
ok|okay|alright|all right|great|perfect|right|sure|yes|yeah
so|now|well|um+|uh+|er+|erm|hm+|ah|oh|then|and|just|also|again|first|finally|actually|basically
after that|afterwards|quickly|quick|maybe|perhaps|possibly|you know|let us see
i (?:guess|suppose|reckon|figure|believe)
while you are at it|by the way|before i forget|for now
if (?:it is|that is) not too much trouble|if (?:it is )?possible|if you do not mind
"""
)
ASK = any_of(
    rf"""
(?:would|do) you mind|mind(?= \w+ing)
may i ask (?:you )?(?:to|if you could)|i have to ask you to
(?:can|could|would|will|may|might) (?:you|we|i){BETWEEN}(?: be able to| help me(?: to)?| try to| go and)?
(?:i|we) (?:was|were|am|are)(?: just)? wondering (?:if|whether) (?:you|we|i) (?:could|can|might|would)
i wonder if you could|if you could|if you can
is it possible (?:for you )?to|would it be {FINE} (?:(?:for you )?to|if (?:you|we|i)(?: could)?)
is there a way to|(?:is there )?any chance (?:that )?(?:you|we|i) (?:could|can|might)|any chance of
(?:do|would) you think (?:you|we|i){BETWEEN} (?:could|can|should|might)
(?:it|that) would be (?:really |very |so )?{GOOD}(?: of you)?(?: if (?:you|we)(?: could| would| can)?| to)
(?:i|we) (?:would|will){BETWEEN} (?:really |very much |highly )?{GLAD} if (?:you|we)(?: could| would| can)?
(?:would you )?be {KIND}(?: as)? (?:to|and)|feel free to|do me a favor and
(?:i|we) {MUSED}(?: that)? (?:we|you|i) {OUGHT}|(?:we|you) {OUGHT}|you (?:can|could|should|may)
(?:what if|how about if) (?:you|we)|how about|why not|why do not (?:you|we)|(?:shall|should) we
(?:i|we) would (?:rather|prefer)(?: it)? if you|(?:i|we) would like it if you(?: could)?
i (?:need|want) you to|i would (?:like|love) you to|what i (?:want|need) is(?: to)?
let us|let me(?! think| guess| know| be | alone| ask| tell you| explain| finish)
go ahead and|try to|try and|make sure (?:that |to )?|it is time to|time to
(?:we|i) (?:have|got) to|(?:i am|we are) going to|my next step is to
"""
)
WISH = (
    rf"(?:i|we){BETWEEN} (?:would{BETWEEN} (?:like|love|prefer)|want|wish|need|would want|would need){BETWEEN}"
    r"(?: to)?(?: (?:see|have|get|know|look at|view|take a look at|have a look at))?"
)
QUESTION = any_of(
    rf"""
what (?:is|are|was|were|about)(?! it| that| this| you)|what (?:would|does|did|do|will)(?! you| i )
how (?:much|many)(?: \w+)? (?:have|do|did) (?:i|we)(?: got| have)?
how much (?:is|are|was|were)|how(?= \w+ (?:is|are|was|were) )|how (?:did|do|does|will)(?! you| i | we )
(?:can|could) (?:you|i) (?:tell|show) me (?:what|how much|which) (?:is|are|was|were)?
(?:do you know|tell me|show me|i want to know|i would like to know) (?:what|how much) (?:is|are|was|were)?
(?:is|are|was|were) (?:it|they|we)(?= {STATE}$)|(?:is|are|was|were)(?= (?:the|my|our)(?: \w+){{1,2}} {STATE}$)
which (?:is|are|was|were)|who (?:is|are|was|were)|is there(?: an?| any)?|are there(?: any)?
"""
)
CLOSING = any_of(
    rf"""
please|thanks|thank you|thank you very much|thanks a lot|so much|very much|for me|for us
now|right now|right away|at once|immediately|real quick|quickly|for now|when you can
if you can|if you could|if possible|if you would|if you do not mind|if you like|if you will
if it is not too much trouble|that would be {GOOD}
will you|would you|could you|can you|would you please|ok|okay|right
as well|too|uh|um|then|maybe|perhaps|(?:i|we) {MUSED}|i would say|and
"""
)
TAIL = any_of(
    r"""
are there|is there|were there|was there|are in there|are in it|is that
do we have|do i have|does it have|do they have|have we got|have i got|do you have|did we have|did it have
does this have|does that have|does it contain|do you see|do we know|did we make
look like|like|going to be|gonna be|at the moment|today is it
"""
)
"""What ends a question without adding to it."""
