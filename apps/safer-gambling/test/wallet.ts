import { inboxPrefix, type SetControls, setControls, walletError } from '@croupier/contracts';
import { AskServer, Broker } from '@croupier/messaging';
import { type TestStack } from '@croupier/testing';

const silent = { info: () => undefined, warn: () => undefined };
const unobserved = { answered: () => undefined, failed: () => undefined };

/** Takes controls as the wallet does: only the newest revision counts. It can be taken away, and be told to refuse. */
export class TestWallet {
  /** Everything it was told, in order. */
  readonly told: SetControls[] = [];
  /** What is in force, by player. */
  readonly inForce = new Map<string, SetControls>();
  readonly withoutAccount = new Set<string>();
  private broker: Broker | undefined;

  private constructor(private readonly stack: TestStack) {}

  static async open(stack: TestStack): Promise<TestWallet> {
    const wallet = new TestWallet(stack);
    await wallet.comeBack();
    return wallet;
  }

  /** Off the broker, as if it were not running. */
  async goAway(): Promise<void> {
    await this.broker?.close();
    this.broker = undefined;
  }

  async comeBack(): Promise<void> {
    if (this.broker) return;
    this.broker = await Broker.open(
      {
        service: 'wallet',
        url: this.stack.nats.url,
        user: 'wallet',
        password: 'test',
        inboxPrefix: inboxPrefix('wallet'),
      },
      silent,
    );
    new AskServer(this.broker, unobserved).serve(setControls.subject, async (body) =>
      this.take(body as SetControls),
    );
    await this.broker.connection.flush();
  }

  private take(controls: SetControls): object {
    this.told.push(controls);
    const { playerId, revision } = controls;
    if (this.withoutAccount.has(playerId)) throw walletError('no_account');
    const known = this.inForce.get(playerId)?.revision ?? 0;
    if (revision <= known) return { revision: known, applied: false };
    this.inForce.set(playerId, controls);
    return { revision, applied: true };
  }
}
