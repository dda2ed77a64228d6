import type { Cell, ICodeCellModel } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';

import type { CellView, Shown } from '../../../core/cells.js';
import type { Headings } from '../headings.js';
import type { CellRuns } from '../notebook/runs.js';

const CHART = /^(?:image\/|application\/(?:vnd\.plotly|vnd\.vega|vnd\.bokeh|bokeh|vnd\.holoviews))/;

/** The cells of a notebook as phrases see them; a cell that waits to run does not run yet. */
export function cellViews(panel: NotebookPanel, headings: Headings, runs: CellRuns): CellView[] {
  const found = headings.of(panel);
  const running = runs.of(panel.content)[0]?.cell;
  return panel.content.widgets.map((cell) => ({
    id: cell.model.id,
    type: cell.model.type,
    source: cell.model.sharedModel.getSource(),
    tags: tagsOf(cell),
    headings: found
      .filter((heading) => heading.cell === cell)
      .map(({ route, level }) => ({ name: route.name, level })),
    shows: shown(cell),
    running: cell === running,
  }));
}

function tagsOf(cell: Cell): string[] {
  const tags: unknown = cell.model.getMetadata('tags');
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

function shown(cell: Cell): Set<Shown> {
  const kinds = new Set<Shown>();
  if (cell.model.type !== 'code') {
    return kinds;
  }
  const { outputs } = cell.model as ICodeCellModel;
  for (let n = 0; n < outputs.length; n++) {
    const { type, data } = outputs.get(n);
    kinds.add('output');
    if (type === 'error') {
      kinds.add('error');
    } else if (Object.keys(data).some((mime) => CHART.test(mime))) {
      kinds.add('plot');
    } else if (String(data['text/html'] ?? '').includes('<table')) {
      kinds.add('table');
    }
  }
  return kinds;
}
