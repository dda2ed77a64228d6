import type { Choice } from '../core/host.js';
import { h } from './element.js';

/** What stands for none in the list, and in the place of a list that has nothing. */
interface Empty {
  readonly option: string;
  readonly hint: string;
}

/** A labelled drop-down list of `choice`, which follows it. */
export function createSelect(
  name: string,
  choice: Choice,
  empty: Empty,
  choose = (id: string) => choice.choose(id),
) {
  const select = h('select', {});
  const hint = h('span', { class: 'navai-small' }, empty.hint);
  select.addEventListener('change', () => choose(select.value));

  function update(): void {
    const { list, current } = choice;
    const known = list.some(({ id }) => id === current);
    const options = known ? list : [{ id: '', name: empty.option }, ...list];
    select.replaceChildren(...options.map((each) => h('option', { value: each.id }, each.name)));
    select.value = current;
    select.hidden = list.length === 0;
    hint.hidden = list.length > 0;
  }

  update();
  const element = h('label', {}, h('span', {}, name), select, hint);
  return { element, dispose: choice.changed.on(update) };
}
