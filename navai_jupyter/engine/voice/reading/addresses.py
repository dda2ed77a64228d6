"""Web and mail addresses, file names and paths."""

from __future__ import annotations

import re

WEB = re.compile(
    r"\b(?:https?|ftp|wss?)://(?:[^\s/@]+@)?(?P<host>[\w.-]+)(?P<port>:\d+)?(?:[/?#][^\s<>\"')\]]*)?"
)
WWW = re.compile(r"\bwww\.(?P<host>[\w-]+(?:\.[\w-]+)+)(?:[/?#][^\s<>\"')\]]*)?")
MAIL = re.compile(r"\b(?P<who>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")

SPELLED = """
    aac avi bmp cfg css csv db doc docx flac gif gz h5 htm html ini ipynb jpg md mp3 mp4 npy npz odt ods pdf php
    png ppt pptx ps1 pt pth py pyc pyi rb rds rs rst sh sql sqlite3 srt svg tgz tif ts tsv tsx txt wav wma xls
    xlsx xml xz yml
""".split()
SAID = """
    arrow bak bat bin conf dat env feather go hdf5 java jpeg js json jsonl key lock log onnx orc parquet pickle
    pkl sqlite tar tiff toml webp whl yaml zip
""".split()
NAMED = {"ipynb": "notebook", "pkl": "pickle", "js": "J S", "ts": "T S", "jsonl": "JSON lines", "hdf5": "HDF 5"}
ENDINGS = "|".join(sorted((*SPELLED, *SAID), key=len, reverse=True))

FILE = re.compile(
    r"(?<![\w@])(?:(?:[A-Za-z]:[\\/]|~?[\\/])?(?:[\w.*@+~-]+[\\/])*)"
    rf"(?P<stem>[\w*@+-]*(?:\.[\w*+-]+)*?)\.(?P<ending>(?i:{ENDINGS}))\b(?!\.?\w|\()"
)
FOLDER = re.compile(
    r"(?<![^\s\"'(\[=,])(?:[A-Za-z]:\\|~/|\.{1,2}/|/)(?P<inner>[\w.@+-]+(?:[\\/][\w.@+-]+)*)[\\/]?|"
    r"(?<![\w/])(?P<relative>[\w@+-]+(?:/[\w@+.-]+)+)/(?!\w)|(?<![\w/])(?P<lone>\w{2,})/(?=[\s,.;:]|$)"
)


def with_addresses(text: str) -> str:
    """Addresses by their host, files by their name without its folders."""
    for address in (WEB, WWW):
        text = address.sub(_site, text)
    text = MAIL.sub(lambda mail: f"{_dotted(mail['who'])} at {_dotted(mail['host'])}", text)
    text = FILE.sub(_file, text)
    return FOLDER.sub(_folder, text)


def _site(address: re.Match[str]) -> str:
    host = address["host"].removeprefix("www.").rstrip(".")
    port = address.groupdict().get("port")
    full_stop = "." if address.group().endswith(".") else ""
    return _dotted(host) + (f" port {port[1:]}" if port else "") + full_stop


def _file(file: re.Match[str]) -> str:
    ending = file["ending"].lower()
    said = NAMED.get(ending) or (ending if ending in SAID else ".".join(ending.upper()))
    stem = _dotted(file["stem"].replace("*", " star ").replace("-", " "))
    if ending == "ipynb" and stem.strip():
        return f"{stem} {said}"
    return f"{stem} dot {said}".strip()


def _folder(path: re.Match[str]) -> str:
    inner = path["inner"] or path["relative"] or path["lone"]
    return _dotted(re.sub(r"[\\/]", " slash ", inner))


def _dotted(name: str) -> str:
    return re.sub(r"\.(?=\w)", " dot ", name)
