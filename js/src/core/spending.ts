import { Budget } from './budget.js';
import type { Conversation } from './conversation.js';
import type { Life } from './life.js';
import { panelWords } from './panel-words.js';
import type { Store } from './state.js';

/** The budget of `life`: it is told in the log when most of it is used, and hangs up when all is. */
export function watchSpending(life: Life, store: Store, conversation: Conversation): Budget {
  const budget = new Budget({
    show: (spent) => {
      if (JSON.stringify(spent) !== JSON.stringify(store.state.spent)) {
        store.set({ spent });
      }
    },
    near: (spent) => conversation.note(panelWords.budgetNear(spent)),
    over: (spent) => {
      conversation.note(panelWords.budgetOver(spent));
      life.pause();
    },
    now: () => performance.now(),
  });
  life.connections.seen.on((event) => budget.see(event));
  store.changed.on(({ status }) => {
    if (status === 'connected') {
      budget.begin();
    } else if (status !== 'connecting') {
      budget.end();
    }
  });
  return budget;
}
