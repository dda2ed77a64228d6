import {
  createDeleteSet,
  createID,
  getItem,
  type ID,
  Item,
  iterateDeletedStructs,
  type Transaction,
  type UndoManager,
} from 'yjs';

/**
 * Cuts what a step inserted, and what is left of what it deleted, into the pieces in which they came back after they
 * had been deleted.
 *
 * Yjs follows an item to one piece only and takes that whole: where the person wrote into text that came back a part
 * of ours would stay, or theirs would go, or a text would return in the middle of another.
 */
export function alignWithReturned(
  transaction: Transaction,
  { insertions, deletions }: UndoManager['undoStack'][number],
): void {
  iterateDeletedStructs(transaction, insertions, (inserted) => {
    if (inserted instanceof Item) {
      cutAsReturned(transaction, inserted);
    }
  });
  iterateDeletedStructs(transaction, deletions, (deleted) => {
    let left = deleted instanceof Item ? deleted.left : null;
    while (left && !left.redone) {
      left = left.left;
    }
    if (left) {
      cutAsReturned(transaction, left);
    }
  });
}

function cutAsReturned(transaction: Transaction, item: Item): void {
  for (let rest: Item | null = item; rest; ) {
    let { length } = rest;
    let id = rest.redone;
    while (id) {
      const piece: Item = itemFrom(transaction, id);
      cut(transaction, piece, length);
      length = Math.min(length, piece.length);
      id = piece.redone;
    }
    rest = cut(transaction, rest, length);
  }
}

/** The second part, if there are two. */
function cut(transaction: Transaction, { id, length }: Item, at: number): Item | null {
  return at < length ? itemFrom(transaction, createID(id.client, id.clock + at)) : null;
}

/** The item that begins with `id`, cut off from what is before it. */
function itemFrom(transaction: Transaction, { client, clock }: ID): Item {
  const whole: Item = getItem(transaction.doc.store, createID(client, clock));
  const rest = createDeleteSet();
  rest.clients.set(client, [{ clock, len: whole.id.clock + whole.length - clock }]);
  let found = whole;
  iterateDeletedStructs(transaction, rest, (item) => {
    found = item as Item;
  });
  return found;
}
