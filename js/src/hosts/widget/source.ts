import type { RealtimeSource } from '../../core/backend.js';
import type { ClientSecret, FrontendConfig } from '../../core/wire.js';
import type { Messages } from './messages.js';
import { OFFERS } from './offers.js';

const SECONDS = { config: 10, secret: 20, hangUp: 10 } as const;

/** Settings and secrets of the widget's kernel, which also relays offers. */
export class KernelSource implements RealtimeSource {
  constructor(
    private readonly messages: Messages,
    private readonly kernelId: string,
  ) {}

  async config(): Promise<FrontendConfig> {
    return (await this.messages.ask({ type: 'config' }, SECONDS.config)).config as FrontendConfig;
  }

  async clientSecret(): Promise<ClientSecret> {
    return (await this.messages.ask({ type: 'client_secret' }, SECONDS.secret)).secret as ClientSecret;
  }

  /** The kernel's own way to the provider is made with the offer. */
  approach(): void {}

  callsUrl({ mints_secrets, calls_url }: FrontendConfig): string {
    return mints_secrets ? calls_url : OFFERS + encodeURIComponent(this.kernelId);
  }

  /** A name for what `KernelSocket` is: it goes to no address. */
  socketUrl(): string {
    return 'navai-kernel:socket';
  }

  hangUp({ mints_secrets }: FrontendConfig, call_id: string): void {
    if (!mints_secrets) {
      this.messages.ask({ type: 'hang_up', call_id }, SECONDS.hangUp).catch(() => undefined); // it ends by itself later
    }
  }
}
