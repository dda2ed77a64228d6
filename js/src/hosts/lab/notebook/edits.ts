import type { YCellType, YCodeCell, YNotebook } from '@jupyter/ydoc';
import type { ICell } from '@jupyterlab/nbformat';

export type CellType = 'code' | 'markdown' | 'raw';

/**
 * Changes of a notebook's cells. A cell keeps its id through all of them, but where it is moved or gets another type
 * JupyterLab's model makes it anew.
 */
export function insertCell(notebook: YNotebook, index: number, cell_type: CellType, source: string): YCellType {
  return notebook.insertCell(index, { cell_type, source, metadata: {} }) as YCellType;
}

/** A notebook keeps one cell at least, as JupyterLab wants it. */
export function deleteCells(notebook: YNotebook, start: number, end: number): void {
  if (end - start === notebook.cells.length) {
    insertCell(notebook, end, 'code', '');
  }
  notebook.deleteCellRange(start, end);
}

/** `to` is the index that it has afterwards. */
export function moveCell(notebook: YNotebook, from: number, to: number): void {
  if (from !== to) {
    notebook.moveCell(from, to);
  }
}

export function changeType(notebook: YNotebook, index: number, cell_type: CellType): void {
  const { id, source, metadata } = notebook.getCell(index).toJSON() as ICell;
  notebook.deleteCell(index);
  notebook.insertCell(index, { id, cell_type, source, metadata } as ICell);
}

/** The copy is below, with an id of its own. */
export function duplicateCell(notebook: YNotebook, index: number): void {
  const { id: _, ...copy } = notebook.getCell(index).toJSON() as ICell;
  notebook.insertCell(index + 1, copy as ICell);
}

/** The cell takes in the source of the one `step` away and keeps its own type. */
export function mergeCells(notebook: YNotebook, index: number, step: 1 | -1): void {
  const cell = notebook.getCell(index) as YCellType;
  const other = notebook.getCell(index + step).getSource();
  const own = cell.getSource();
  if (step > 0) {
    cell.updateSource(own.length, own.length, `\n\n${other}`);
  } else {
    cell.updateSource(0, 0, `${other}\n\n`);
  }
  clearOutputs(cell);
  notebook.deleteCell(index + step);
}

/** What follows the character `offset` goes into a new cell below. */
export function splitCell(notebook: YNotebook, index: number, offset: number): void {
  const cell = notebook.getCell(index) as YCellType;
  const source = cell.getSource();
  const first = source.slice(0, offset).trimEnd();
  cell.updateSource(first.length, source.length);
  insertCell(notebook, index + 1, cell.cell_type as CellType, source.slice(offset).replace(/^\s*\n/, ''));
}

export function clearOutputs(cell: YCellType): void {
  if (isCode(cell)) {
    cell.setOutputs([]);
    cell.execution_count = null;
  }
}

export function isCode(cell: { cell_type: string }): cell is YCodeCell {
  return cell.cell_type === 'code';
}
