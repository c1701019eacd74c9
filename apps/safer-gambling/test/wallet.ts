import {
  inboxPrefix,
  limitPeriods,
  type PlayerRef,
  readSpending,
  type SetControls,
  setControls,
  type Spending,
  walletError,
} from '@croupier/contracts';
import { Broker } from '@croupier/messaging';
import { stubServer, type TestStack } from '@croupier/testing';

const silent = { info: () => undefined, warn: () => undefined };

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
    const server = stubServer(this.broker);
    server.serve(setControls.subject, async (body) => this.take(body as SetControls));
    server.serve(readSpending.subject, async (body) => this.spending((body as PlayerRef).playerId));
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

  /** Of every player: 300 staked, 100 paid out, 500 deposited. */
  private spending(playerId: string): Spending {
    if (this.withoutAccount.has(playerId)) throw walletError('no_account');
    const controls = this.inForce.get(playerId);
    const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
    const used = { deposit: 500, stake: 300, loss: 200 };
    return {
      revision: controls?.revision ?? 0,
      limits: (controls?.limits ?? []).map((limit) => ({
        ...limit,
        used: gbp(used[limit.kind]),
        remaining: gbp(Math.max(0, limit.amount.amount - used[limit.kind])),
        resetsAt: '2026-11-26T00:00:00.000Z',
      })),
      blocks: controls?.blocks ?? [],
      periods: limitPeriods.map((period) => ({
        period,
        deposited: gbp(500),
        staked: gbp(300),
        paidOut: gbp(100),
        netPosition: gbp(-200),
      })),
    };
  }
}
