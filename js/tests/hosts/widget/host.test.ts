// @vitest-environment jsdom

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { explain } from '../../../src/core/problem.js';
import { KernelChannel } from '../../../src/hosts/widget/channel.js';
import { WidgetHost } from '../../../src/hosts/widget/host.js';
import { Messages } from '../../../src/hosts/widget/messages.js';
import { route } from '../../parts.js';
import { MemoryKernel } from './kernel.js';

function host() {
  const kernel = new MemoryKernel();
  const messages = new Messages();
  messages.attach(kernel);
  return { kernel, host: new WidgetHost('k1', messages, new KernelChannel(messages), document) };
}

beforeEach(() => {
  HTMLElement.prototype.checkVisibility = function (this: HTMLElement) {
    return !this.closest('[hidden]'); // jsdom lays nothing out
  };
  document.body.innerHTML = `
    <div hidden><h2>Of a folded side panel</h2></div>
    <h1>A report¶</h1><h2> Results </h2><h2>Results</h2>
    <section class="navai"><h2>Of the panel itself</h2></section>`;
});

describe('a page around a widget', () => {
  it('has the headings that it shows as destinations, and scrolls to them', async () => {
    const { host: page } = host();
    expect(page.destinations().map(({ path }) => path)).toEqual(['#A report', '#Results']);
    const results = document.querySelectorAll('h2')[1];
    results.scrollIntoView = vi.fn();
    await page.navigate(route('Results'));
    expect(results.scrollIntoView).toHaveBeenCalledOnce();
  });

  it('says of other destinations that they are out of reach', async () => {
    const { host: page } = host();
    for (const path of ['#Elsewhere', 'other.ipynb#Results', 'file:data.csv']) {
      const problem = await page.navigate(route('There', { path })).catch(explain);
      expect(problem).toMatchObject({ code: 'out_of_reach', error: '"There" cannot be reached from here.' });
    }
  });

  it('passes on what the kernel tells of its functions and calls', () => {
    const { kernel, host: page } = host();
    const heard: unknown[] = [];
    page.news.on((news) => heard.push(news));
    page.progress.on(({ text }) => heard.push(text));
    kernel.publish({ type: 'catalogue', instance: 'i', version: 1 });
    kernel.publish({
      type: 'progress',
      instance: 'i',
      session_id: 's',
      call_id: 'c',
      fraction: 1,
      text: 'read',
    });
    expect(heard).toEqual(['functions', 'read']);
  });
});
