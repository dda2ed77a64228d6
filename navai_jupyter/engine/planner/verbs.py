"""Verbs that a command or a name may begin with, each with a meaning of its own."""

from __future__ import annotations

VERBS = frozenset(
    "accelerate acquire activate address advance aim align allocate allow analyze annotate announce "
    "answer append approximate archive assemble assign attach authorize award backup balance ban bin "
    "blank bless blink block blow boil bookmark brake break brew brighten brush buy calibrate caption "
    "capture carry cast categorize censor center charge classify clip clone collapse collect color "
    "comment commit compile compose compress confirm congratulate consolidate consult contact continue "
    "control correct crop cut darken deactivate debug decode decrypt defer define demote deploy deposit "
    "deselect detect develop diagnose dial dismiss dispatch dispense dock document donate double "
    "downsample drain drive duplicate edit eject email empty encode encrypt enhance enlarge enroll enter "
    "escalate exclude execute expand explain explore expose extend extract fade feed fetch flag flash "
    "flip float flush focus fold follow forget format forward freeze grade greet grind halve hang harvest "
    "hide highlight hoist hold identify ignore import include indent index inflate inform inject inspect "
    "interpolate introduce invert invite invoice irrigate isolate issue iterate join judge jump label "
    "land lend lengthen level lift list listen locate loop magnify make map mark mask match measure "
    "migrate mirror mix mount mute navigate notify nudge number open operate order outline overlay pack "
    "paint pan park parse partition paste patch pause pay peel pin ping pipe place plant play point "
    "polish postpone pour preheat prepare prescribe press prioritize process program promote propose "
    "prune publish pump purchase purge quantize quarantine query queue quote rate reach rearrange rebuild "
    "receive recolor recommend reconnect recover redirect redo redraw register release reload remind "
    "repair repeat replay reply report request rescan resize resume retire retrain retry return reverse "
    "review rewind rewrite ring rinse rotate round route sanitize scan scroll seal seed segment share "
    "sharpen shift ship shoot shorten shrink shuffle sign silence simulate skip slew slice slide smooth "
    "snap snooze soften solve sort spawn spin sponsor spray spread squash stack stage stamp stir "
    "straighten stream stretch submit subscribe suggest suppress survey swap sweep swing sync synchronize "
    "tag tail tap tare terminate tick tidy tie tilt time title trace track trade train transcribe "
    "transfer translate transmit transpose trim tweak twist type unblock undo unfold unfreeze unhide "
    "unlabel unload unmark unmute unpack unpark unpin unsubscribe untag unzip update upgrade upsample "
    "vacate validate vectorize ventilate visit vote wait walk warn wash watch water weigh whiten wind "
    "wipe withdraw wrap zip zoom".split()
)

UNDOING = ("un", "de", "dis")


def opposed(one: str, other: str) -> bool:
    """ "Unlock" sounds and means much like "lock", and is its opposite."""
    return any(one == f"{prefix}{other}" or other == f"{prefix}{one}" for prefix in UNDOING)
