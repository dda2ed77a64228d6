import type { Advance, Binding, Host, HostNews, PageFunction, Turn } from '../../core/host.js';
import { fail } from '../../core/problem.js';
import { problems } from '../../core/problem-words.js';
import { Signal } from '../../core/signal.js';
import { THIS_NOTEBOOK } from '../../core/tool-words.js';
import type { RouteInfo } from '../../core/wire.js';
import type { KernelChannel } from './channel.js';
import { headingsOf, routesTo } from './headings.js';
import type { Messages } from './messages.js';

/** A page of an unknown kind around a widget: the notebook is that of its kernel, and moving is scrolling. */
export class WidgetHost implements Host {
  readonly news = new Signal<HostNews>();
  readonly progress = new Signal<Advance>();
  readonly binding: Binding;

  constructor(
    kernelId: string,
    messages: Messages,
    channel: KernelChannel,
    private readonly page: Document,
  ) {
    this.binding = { sessionId: kernelId, kernelId, document: THIS_NOTEBOOK };
    channel.progress.on((progress) => this.progress.emit(progress));
    messages.news.on((news) => {
      if (news.type === 'progress') {
        this.progress.emit(news);
      } else if (news.type === 'catalogue') {
        this.news.emit('functions');
      }
    });
  }

  freeze(): Turn {
    return { binding: this.binding, cellId: null };
  }

  destinations(): RouteInfo[] {
    return routesTo(headingsOf(this.page));
  }

  functions(): readonly PageFunction[] {
    return [];
  }

  async navigate({ name, path }: RouteInfo): Promise<string> {
    const heading = path.startsWith('#') ? headingsOf(this.page).get(path.slice(1)) : undefined;
    if (!heading) {
      throw fail('out_of_reach', problems.outOfReach, name);
    }
    heading.scrollIntoView({ block: 'start' });
    return name;
  }
}
