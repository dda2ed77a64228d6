import type { Cell } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';

const TRIES = 20;
const PAUSE_MS = 50;
/** By then cells that were drawn on the way have their true heights, which may have moved the one that was meant. */
const DRAWN_MS = [300, 900];

/** Where on the screen, one after the other: the last cells cannot be at the top. */
const AT_THE_TOP = ['start', 'end'] as const;

/**
 * Scrolls until a cell is seen. In a long notebook the heights of cells that were never drawn are guesses, so one
 * scroll may end beside it.
 */
export async function reveal(
  notebook: Notebook,
  index: number,
  where: readonly ('start' | 'center' | 'end')[] = AT_THE_TOP,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    await notebook.scrollToItem(index, where[tries % where.length]);
    if (isSeen(notebook.widgets[index], notebook)) {
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  for (const ms of DRAWN_MS) {
    setTimeout(() => keepSeen(notebook, index, where[0]), ms);
  }
}

/** Unless the person or the agent went elsewhere meanwhile. */
function keepSeen(notebook: Notebook, index: number, where: 'start' | 'center' | 'end'): void {
  if (
    !notebook.isDisposed &&
    notebook.activeCellIndex === index &&
    !isSeen(notebook.widgets[index], notebook)
  ) {
    notebook.scrollToItem(index, where).catch(() => undefined); // the cell is gone
  }
}

function isSeen(cell: Cell, notebook: Notebook): boolean {
  const { top, bottom } = cell.node.getBoundingClientRect();
  const frame = notebook.node.getBoundingClientRect();
  return cell.node.isConnected && bottom > top && top < frame.bottom && bottom > frame.top;
}
