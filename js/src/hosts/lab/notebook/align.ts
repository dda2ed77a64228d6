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
 * Cuts what a step inserted into the pieces in which it came back after it had been deleted.
 *
 * Yjs follows an insertion to one piece only and takes that whole: where the person wrote into text that came back a
 * part of ours would stay, and where they wrote behind it theirs would go.
 */
export function alignWithReturned(
  transaction: Transaction,
  { insertions }: UndoManager['undoStack'][number],
): void {
  iterateDeletedStructs(transaction, insertions, (inserted) => {
    if (inserted instanceof Item) {
      let { length } = inserted;
      let id = inserted.redone;
      while (id) {
        const piece: Item = itemFrom(transaction, id);
        cut(transaction, piece, length);
        length = Math.min(length, piece.length);
        id = piece.redone;
      }
      cut(transaction, inserted, length);
    }
  });
}

function cut(transaction: Transaction, { id, length }: Item, at: number): void {
  if (at < length) {
    itemFrom(transaction, createID(id.client, id.clock + at));
  }
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
