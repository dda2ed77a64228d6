import type { YCellType } from '@jupyter/ydoc';
import { ContentString, createID, getItem, getTypeChildren, type ID, type Item } from 'yjs';

/** What was in a cell at one time, and which character of the model each was. */
export interface Written {
  readonly source: string;
  readonly characters: readonly ID[];
}

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

export function writtenIn(cell: YCellType): Written {
  const pieces = getTypeChildren(cell.ysource).filter(
    ({ deleted, content }) => !deleted && content instanceof ContentString,
  );
  const characters = pieces.flatMap(({ id, length }) =>
    Array.from({ length }, (_, at) => createID(id.client, id.clock + at)),
  );
  return { source: cell.getSource(), characters };
}

/** How `before` became what is in the cell now; null when nothing of it is left by which that could be told. */
export function editsSince(before: Written, cell: YCellType): Edit[] | null {
  const places = new Map(before.characters.map((id, at) => [keyOf(returned(id, cell)), at]));
  const { source, characters } = writtenIn(cell);
  const edits: Edit[] = [];
  let next = 0;
  let inserted = '';
  const keep = (at: number) => {
    if (inserted || at > next) {
      edits.push({ start: next, end: at, value: inserted });
    }
    inserted = '';
    next = at + 1;
  };
  let kept = 0;
  characters.forEach((id, at) => {
    const place = places.get(keyOf(id));
    if (place !== undefined && place >= next) {
      keep(place);
      kept += 1;
    } else {
      inserted += source[at];
    }
  });
  keep(before.characters.length);
  return kept > 0 || before.source === '' ? edits : null;
}

/** The last one first: it moves none of the others. */
export function apply(edits: readonly Edit[], cell: YCellType): void {
  for (const { start, end, value } of [...edits].reverse()) {
    cell.updateSource(start, end, value);
  }
}

/** What came back after it had been deleted is another character of the model. */
function returned(id: ID, { ymodel }: YCellType): ID {
  for (let last = id; ; ) {
    const item: Item | undefined = ymodel.doc ? getItem(ymodel.doc.store, last) : undefined;
    if (!item?.redone) {
      return last;
    }
    last = createID(item.redone.client, item.redone.clock + last.clock - item.id.clock);
  }
}

function keyOf({ client, clock }: ID): string {
  return `${client} ${clock}`;
}
