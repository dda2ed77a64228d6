import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Mood } from '../../src/core/state.js';
import { NotebookBinding } from '../../src/hosts/lab/binding.js';

/** The part of a notebook panel that a binding reads. */
function notebook(name: string): NotebookPanel {
  const context = {};
  const cells = [{ id: `${name}-cell` }, { id: `${name}-next` }];
  const panel = {
    model: { sharedModel: { cells } },
    isDisposed: false,
    context: { path: `${name}.ipynb` },
    content: { activeCell: { model: { id: `${name}-cell` } } },
    sessionContext: {
      session: { id: `${name}-session`, kernel: { id: `${name}-kernel` } },
      kernelChanged: new Signal<object, void>(context),
    },
    disposed: new Signal<object, void>(context),
  };
  return panel as unknown as NotebookPanel;
}

function setUp() {
  const panels = [notebook('a'), notebook('b')];
  const tracker = {
    currentWidget: panels[0],
    currentChanged: new Signal<object, void>({}),
    find: (test: (panel: NotebookPanel) => boolean) => panels.find(test),
  };
  const mood = { now: 'free' as Mood };
  const binding = new NotebookBinding(tracker as unknown as INotebookTracker, () => mood.now);
  const focus = (panel: NotebookPanel) => {
    tracker.currentWidget = panel;
    tracker.currentChanged.emit();
  };
  return { binding, mood, focus, panels };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the binding', () => {
  it('follows the focus at once while there is no session', () => {
    const { binding, focus, panels } = setUp();
    expect(binding.binding).toEqual({ sessionId: 'a-session', kernelId: 'a-kernel', document: 'a.ipynb' });
    focus(panels[1]);
    expect(binding.binding?.document).toBe('b.ipynb');
  });

  it('numbers the cells of a turn as they were when the answer began', () => {
    const { binding, panels } = setUp();
    const turn = binding.freeze();
    panels[0].model?.sharedModel.cells.shift();
    expect(binding.countedOf(turn)).toEqual(['a-cell', 'a-next']);
    binding.move(turn, panels[0]);
    expect(binding.countedOf(turn)).toEqual(['a-cell', 'a-next']);
    binding.count(turn);
    expect(binding.countedOf(turn)).toEqual(['a-next']);
    binding.move(turn, panels[1]);
    expect(binding.countedOf(turn)).toEqual(['b-cell', 'b-next']);
  });

  it('follows after a second while the session only listens', () => {
    const { binding, mood, focus, panels } = setUp();
    mood.now = 'listening';
    focus(panels[1]);
    vi.advanceTimersByTime(900);
    expect(binding.binding?.document).toBe('a.ipynb');
    vi.advanceTimersByTime(200);
    expect(binding.binding?.document).toBe('b.ipynb');
  });

  it('stays when the focus comes back within the second', () => {
    const { binding, mood, focus, panels } = setUp();
    mood.now = 'listening';
    focus(panels[1]);
    vi.advanceTimersByTime(500);
    focus(panels[0]);
    vi.advanceTimersByTime(5000);
    expect(binding.binding?.document).toBe('a.ipynb');
  });

  it('waits while somebody speaks or a call runs', () => {
    const { binding, mood, focus, panels } = setUp();
    mood.now = 'busy';
    focus(panels[1]);
    vi.advanceTimersByTime(5000);
    expect(binding.binding?.document).toBe('a.ipynb');
    mood.now = 'listening';
    vi.advanceTimersByTime(2500);
    expect(binding.binding?.document).toBe('b.ipynb');
  });

  it('stays where voice was started when the setting says so', () => {
    const { binding, mood, focus, panels } = setUp();
    binding.followsFocus = false;
    mood.now = 'listening';
    focus(panels[1]);
    vi.advanceTimersByTime(5000);
    expect(binding.binding?.document).toBe('a.ipynb');
    binding.pickKernel('b-kernel');
    expect(binding.binding?.document).toBe('b.ipynb');
  });

  it('finds the notebook of a frozen turn again', () => {
    const { binding, focus, panels } = setUp();
    const turn = binding.freeze();
    expect(turn).toMatchObject({ binding: { document: 'a.ipynb' }, cellId: 'a-cell' });
    focus(panels[1]);
    expect(binding.panelOf(turn)).toBe(panels[0]);
  });

  it('keeps a turn in its notebook without a kernel, and knows when it was closed', () => {
    const { binding, focus, panels } = setUp();
    const bare = panels[0] as { sessionContext: { session: object | null }; isDisposed: boolean };
    bare.sessionContext.session = null;
    const turn = binding.freeze();
    expect(turn.binding).toBeNull();
    focus(panels[1]);
    expect(binding.panelOf(turn)).toBe(panels[0]);
    bare.isDisposed = true;
    expect(binding.panelOf(turn)).toBeNull();
  });

  it('goes on where a call of the same turn went', () => {
    const { binding, panels } = setUp();
    const turn = binding.freeze();
    binding.move(turn, panels[1]);
    expect([binding.panelOf(turn), binding.cellOf(turn)]).toEqual([panels[1], 'b-cell']);
    expect(binding.panelOf(binding.freeze())).toBe(panels[0]);
  });

  it('stays where it is when another notebook is opened behind it, until that comes to the front', () => {
    const { binding, focus, panels } = setUp();
    const [front, behind] = panels as { isVisible: boolean }[];
    Object.assign(front, { isVisible: true });
    Object.assign(behind, { isVisible: false });
    focus(panels[1]); // the tracker's word for what is only the newest
    expect(binding.binding?.document).toBe('a.ipynb');
    binding.pickCurrent();
    expect(binding.binding?.document).toBe('a.ipynb');
    Object.assign(front, { isVisible: false });
    Object.assign(behind, { isVisible: true });
    vi.advanceTimersByTime(1000);
    expect(binding.binding?.document).toBe('b.ipynb');
  });

  it('changes once when a notebook is closed that was not in front', () => {
    const { binding, panels } = setUp();
    binding.pick(panels[1]);
    const seen: (string | undefined)[] = [];
    binding.changed.on(() => seen.push(binding.binding?.document));
    (panels[1].disposed as Signal<NotebookPanel, void>).emit();
    expect(seen).toEqual(['a.ipynb']);
  });

  it('is another notebook because the person asks for it', () => {
    const { binding, panels } = setUp();
    binding.followsFocus = false;
    binding.pick(panels[1]);
    expect(binding.binding?.document).toBe('b.ipynb');
  });

  it('stays what the person named, whichever widget they press in, until another comes to the front', () => {
    const { binding, focus, panels } = setUp();
    binding.pick(panels[1]);
    binding.pickKernel('a-kernel');
    expect(binding.binding?.document).toBe('b.ipynb');
    focus(panels[1]);
    focus(panels[0]);
    binding.pickKernel('b-kernel');
    expect(binding.binding?.document).toBe('b.ipynb');
  });
});
