import { expect, it } from 'vitest';

import { Lazy } from '../../src/core/lazy.js';
import { Signal } from '../../src/core/signal.js';
import { FloatingOrb } from '../../src/hosts/lab/floating-orb.js';
import type { SidePanel } from '../../src/hosts/lab/side-panel.js';
import type { Voice } from '../../src/hosts/lab/voice.js';

it('is in its corner while the panel is not seen', async () => {
  const corners: string[] = [];
  const float: Voice['float'] = (corner) => {
    corners.push(corner);
    return () => void corners.pop();
  };
  const voice = new Lazy(async () => ({ float }) as Voice);
  const panel = { isVisible: false, seen: new Signal<void>() };
  const see = (isVisible: boolean) => {
    panel.isVisible = isVisible;
    panel.seen.emit();
  };
  const orb = new FloatingOrb({
    usual: 'top-right',
    voice,
    panel: panel as SidePanel,
    start: () => {},
    showPanel: () => {},
  });
  expect([orb.opensPanel, voice.value]).toEqual([true, null]);

  orb.placement = 'bottom-right';
  await voice.get();
  expect([orb.opensPanel, corners]).toEqual([false, ['bottom-right']]);
  see(true);
  expect(corners).toEqual([]);
  see(false);
  orb.placement = 'top-left';
  expect(corners).toEqual(['top-left']);
  orb.placement = 'panel';
  expect(corners).toEqual([]);
  orb.placement = 'auto';
  expect([orb.opensPanel, corners]).toEqual([true, ['top-right']]);
});
