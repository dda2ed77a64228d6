from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from navai_jupyter.cli.headings import headings

TEXT = """# A *bold* claim

some text # no heading
  ## See [the docs](http://x) `now` ##

```
# not in code
```
#no space
"""


def test_headings_of_markdown_cells():
    notebook = new_notebook(cells=[new_markdown_cell(TEXT), new_code_cell("# a comment")])
    assert [(route.name, route.path) for route in headings(notebook)] == [
        ("A bold claim", "#A bold claim"),
        ("See the docs now", "#See the docs now"),
    ]
