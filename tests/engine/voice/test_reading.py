"""How written text is said; what the voice says well by itself stays as it is."""

import pytest

from navai_jupyter.engine.voice.pieces import LONGEST
from navai_jupyter.engine.voice.reading import plain, readable


def said(*pairs):
    return pytest.mark.parametrize(("written", "words"), pairs, ids=[written for written, _ in pairs])


@said(
    ("-3.5 and - 3", "minus 3.5 and - 3"),
    (
        "1.2e-5, 3.2e6, 2.5E+10, 1e-3",
        "1.2 times 10 to the minus 5, 3.2 million, 2.5 times 10 to the 10, 10 to the minus 3",
    ),
    ("1_500_000 rows", "1500000 rows"),
    ("0.30000000000000004", "about 0.3"),
    ("3.14159", "3.14159"),
    ("NaN, -inf, NaT", "not a number, minus infinity, not a time"),
    (".5 or -.5", "0.5 or minus 0.5"),
    ("10-20%, 1.5-2.5 and 2-3 days", "10 to 20%, 1.5 to 2.5 and 2-3 days"),
    ("5/12 cells, 3/4 of it, 50/50", "5 of 12 cells, 3/4 of it, 50 50"),
    ("id 007", "id 0 0 7"),
    ("12345678901234567", "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7"),
    ("555-1234", "555-1234"),
    ("1st, 22nd and 10%", "1st, 22nd and 10%"),
    ("10**6 or 10^-6", "10 to the 6 or 10 to the minus 6"),
)
def test_numbers(written, words):
    assert readable(written) == words


@said(
    ("In 2024 there were 2024 rows.", "In 2024 there were 2,024 rows."),
    ("1834 rows, 1000 of 1500", "1,834 rows, 1,000 of 1,500"),
    ("sales 2023, 2024 and 2025", "sales 2023, 2024 and 2025"),
    ("2000 unique values since 1999", "2,000 unique values since 1999"),
    ("the 1990s, port 8888", "the 1990s, port 8888"),
)
def test_years_and_counts(written, words):
    assert readable(written) == words


@said(
    (
        "3.2 s, 350ms, 5 µs, 5 μs, 1 s",
        "3.2 seconds, 350 milliseconds, 5 microseconds, 5 microseconds, 1 second",
    ),
    ("45 MB, 12 GiB, 3 kB, 512 B", "45 megabytes, 12 gibibytes, 3 kilobytes, 512 bytes"),
    (
        "12 MB/s, 80 km/h, 5 it/s, 5%/year",
        "12 megabytes per second, 80 km per hour, 5 iterations per second, 5% per year",
    ),
    ("It took 30s in the 1990s.", "It took 30 seconds in the 1990s."),
    ("20 °C, 5 kg, 10 min", "20 °C, 5 kg, 10 min"),
    ("12k users, 1.2M events, 7B parameters", "12 thousand users, 1.2 million events, 7 billion parameters"),
    ("$3.50, $3.5, $2T, 4 €, -$5, 5 USD", "$3.50, 3.5 dollars, 2 trillion dollars, €4, minus $5, $5"),
    ("3x faster, 1920x1080, 4 × 5", "3 times faster, 1920 by 1080, 4 by 5"),
)
def test_units_and_money(written, words):
    assert readable(written) == words


@said(
    ("on 2024-03-01", "on March 1st, 2024"),
    ("2024-03-22T14:30:00Z", "March 22nd, 2024 at 14:30 UTC"),
    ("2024-03-11 14:30:15.123456", "March 11th, 2024 14:30:15"),
    ("01.03.2024 and 2024/12/24", "March 1st, 2024 and December 24th, 2024"),
    ("of 2024-03", "of March 2024"),
    ("at 14:30", "at 14:30"),
    ("2024-13-45", "2024-13-45"),
)
def test_dates_and_times(written, words):
    assert readable(written) == words


@said(
    ("Python 3.10, pandas 2.2", "Python 3 point 10, pandas 2 point 2"),
    ("v1.2.3, v2, 4.4.2", "version 1 point 2 point 3, version 2, 4 point 4 point 2"),
    ("v2.0.0rc1", "version 2 point 0 point 0 release candidate 1"),
    ("127.0.0.1:8888", "127 dot 0 dot 0 dot 1 port 8888"),
    ("an accuracy of 3.10", "an accuracy of 3.10"),
)
def test_versions(written, words):
    assert readable(written) == words


@said(
    ("data/sales_2024.csv", "sales 2024 dot C.S.V"),
    ("/home/me/x/report.ipynb", "report notebook"),
    (r"C:\Users\me\train.py", "train dot P.Y"),
    ("README.md.", "README dot M.D."),
    ("*.parquet", "star dot parquet"),
    ("a.tar.gz", "a dot tar dot G.Z"),
    ("~/data/raw/ and src/lib/", "data slash raw and src slash lib"),
    ("and/or, train/test", "and/or, train/test"),
    ("https://docs.python.org/3/library/re.html.", "docs dot python dot org."),
    ("http://localhost:8888/lab?token=x", "localhost port 8888"),
    ("https://me:pw@host.io/x", "host dot io"),
    ("www.example.com", "example dot com"),
    ("bob.smith@example.com", "bob dot smith at example dot com"),
)
def test_files_and_addresses(written, words):
    assert readable(written) == words


@said(
    ("df.head()", "df dot head"),
    ("load_sales(year=2024)", "load sales, year=2024"),
    ("df['price'].mean()", "df price dot mean"),
    ("x[0], y[1:3]", "x 0, y 1 to 3"),
    ("a == b, x >= 3, y != 4", "eh equals b, x is greater than or equal to 3, y is not equal to 4"),
    ("p<0.05 is > 0", "p is less than 0.05 is greater than 0"),
    ("x -> y, n := 3", "x to y, n is 3"),
    ("lambda x: x**2", "lambda x: x to the power of 2"),
    ("10 - 3, a * b, 6 / 2, x % 2", "10 minus 3, eh times b, 6 divided by 2, x modulo 2"),
    ("shape (1000, 12)", "shape 1,000 by 12"),
    ("[1, 2, 3], (1, 2)", "1, 2, 3, (1, 2)"),
    ("['year', 'region']", "year, region"),
    ("2 file(s)", "2 files"),
    ("*args, **kwargs, @property, --force", "arguments, keyword arguments, at property, force"),
    ("It's the users' own state-of-the-art.", "It's the users' own state-of-the-art."),
)
def test_code(written, words):
    assert readable(written) == words


@said(
    ("load_sales, __init__, MAX_ROWS", "load sales, init, MAX ROWS"),
    ("getUserName, HTTPServer, col12", "get User Name, HTTP Server, column 12"),
    ("DataFrame of JupyterLab", "Data Frame of jupiter lab"),
    ("call add with a and b, a = 3", "call add with eh and b, eh = 3"),
    ("an A/B test of a thing at 9 a.m.", "an eh/B test of a thing at 9 a.m."),
    ("Table IV, Section II, Model T", "Table 4, Section 2, Model T"),
    ("II. Methods", "2. Methods"),
    ("commit d5c5ada, 0x1F", "commit d 5 c 5 a d eh, hex 1 F"),
    ("550e8400-e29b-41d4-a716-446655440000", "5 5 0 e 8 4 0"),
)
def test_identifiers(written, words):
    assert readable(written) == words


@said(
    ("e.g. this, i.e. that, etc.", "for example this, that is that, et cetera."),
    ("the avg and std per idx", "the average and standard deviation per index"),
    ("NumPy, df_numpy, sklearn", "numb pie, df numb pie, sigh kit learn"),
    ("C++ and C#", "C plus plus and C sharp"),
    ("CSV, SQL, API, GPU, PCA, RMSE", "CSV, SQL, API, GPU, PCA, RMSE"),
)
def test_words_of_data_work(written, words):
    assert readable(written) == words


@said(
    ("**Done:** the `result` is *ready*.", "Done: the result is ready."),
    ("## Results", "Results"),
    ("- [x] item", "item"),
    ("See [the guide](https://example.com/x).", "See the guide."),
    ("| a | b |", "eh, b"),
    ("|---|:-:|", ""),
    ("```python", ""),
    ("x &lt; 3<br>", "x is less than 3"),
    ("**Done.", "Done."),
    ("[kokoro](/kəkˈɔɹO/)", "kokoro"),
)
def test_markup(written, words):
    assert readable(written) == words


@said(
    ("All good ✅ 🎉👩‍💻", "All good"),
    ("α = 0.5, Δx, θ ≥ 2", "alpha = 0.5, delta x, theta is greater than or equal to 2"),
    ("Ελληνικά, данные", "Ellinika, dannye"),
    ("日本語", "RiBen Yu"),
    ("“naïve” café — it’s…", '"naïve" café — it\'s…'),
    ("zero\u200bwidth\x07", "zerowidth"),
)
def test_letters_of_any_script(written, words):
    assert readable(written) == words


@pytest.mark.parametrize("text", ["", "!!!", "…", "🎉", "---", "***", "```", "()[]{}", " \n "])
def test_what_has_no_words_is_empty(text):
    assert readable(text) == ""
    assert plain(text) == ""


def test_other_languages_lose_their_markup_only():
    assert plain("**हिन्दी** ❤️ में") == "हिन्दी में"
    assert plain("**Größe:** 3,5 `kg` 🎉 in data_2024.csv") == "Größe: 3,5 kg in data_2024.csv"


@pytest.mark.parametrize(
    "part", ["a.", "a/", "1-", "(", "[", "f(", "_", "*", "<b ", "1,000", "aA", "-", "'a", "\n"]
)
def test_no_text_of_a_pieces_length_takes_long(part):
    readable((part * LONGEST)[:LONGEST])
