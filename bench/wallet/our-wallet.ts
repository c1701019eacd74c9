import path from 'node:path';
import {
  type CreditDeposit,
  type LedgerReceipt,
  type RoundSettlement,
  type SettleRound,
} from '@croupier/contracts';
import { SystemClock } from '@croupier/kernel';
import { type DatabaseDefinition, dataSourceFor, TransactionRunner } from '@croupier/persistence';
import { type DataSource } from 'typeorm';
import { moduleUrl } from '../../tools/launch/apps.js';
import { type BetInput, type Peer } from './peers/peer.js';

interface Handler<Request, Reply> {
  execute(command: { request: Request }): Promise<Reply>;
}

type Construct = new (...parts: unknown[]) => unknown;

const atOnce = 200;
/** Transactions a seal at most, as in the wallet. */
const sealedAtOnce = 2000;
const sealEveryMs = 250;
const source = path.resolve(import.meta.dirname, '../../apps/wallet/src');
const limits = ['day', 'week', 'month'].flatMap((period) =>
  ['stake', 'loss'].map((kind) => ({ kind, period, amount: { amount: 1_000_000_000, currency: 'GBP' } })),
);

async function load(file: string, name: string): Promise<Construct> {
  const module = (await import(moduleUrl(path.join(source, file)))) as Record<string, Construct>;
  const found = module[name];
  if (!found) throw new Error(`${file} has no ${name}`);
  return found;
}

/** The wallet's own handler, group commit and `post`, without the broker in front: limits and outbox are on. */
export class OurWallet implements Peer {
  private constructor(
    private readonly database: DataSource,
    private readonly handler: Handler<SettleRound, RoundSettlement>,
    private readonly credit: Handler<CreditDeposit, LedgerReceipt>,
  ) {}

  static async open(url: string, poolSize: number): Promise<OurWallet> {
    const { database: definition } = (await import(moduleUrl(path.join(source, 'data-source.js')))) as {
      database: DatabaseDefinition;
    };
    const database = await dataSourceFor(definition, {
      url,
      applicationName: 'bench',
      poolSize,
    }).initialize();
    const Ledger = await load('ledger/ledger.service.js', 'LedgerService');
    const Settle = await load('rounds/settle-round.handler.js', 'SettleRoundHandler');
    const ledger = new Ledger(new TransactionRunner(database), new SystemClock());
    const Credit = await load('funding/credit-deposit.handler.js', 'CreditDepositHandler');
    return new OurWallet(
      database,
      new Settle(ledger) as Handler<SettleRound, RoundSettlement>,
      new Credit(ledger) as Handler<CreditDeposit, LedgerReceipt>,
    );
  }

  async enrol(players: readonly string[], cash: number): Promise<void> {
    for (let from = 0; from < players.length; from += atOnce)
      await this.enrolSome(players.slice(from, from + atOnce), cash);
  }

  async settle({ playerId, roundId, stake, payout }: BetInput): Promise<number> {
    const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
    const request: SettleRound = {
      ...{ playerId, roundId, gameSessionId: playerId, gameId: 'bench-game', minimumCycleMs: 0 },
      ...{ stake: gbp(stake), payout: gbp(payout), startedAt: new Date().toISOString() },
      outcome: { stops: [3, 14, 15, 9, 2], draws: [3, 14, 15, 9, 2] },
    };
    const { balance } = await this.handler.execute({ request });
    return balance.amount;
  }

  /** Seals what is posted while the work runs, as the wallet's own process does, only more often. */
  async sealing<Result>(work: () => Promise<Result>): Promise<Result> {
    let running = true;
    const sealer = (async () => {
      while (running) {
        await this.seal();
        await new Promise((resolve) => setTimeout(resolve, sealEveryMs));
      }
    })();
    try {
      return await work();
    } finally {
      running = false;
      await sealer;
    }
  }

  /** Seals all that is posted. */
  async seal(): Promise<void> {
    for (;;) {
      const [row] = (await this.database.query('SELECT seal_journal($1) AS count', [sealedAtOnce])) as {
        count: number;
      }[];
      if ((row?.count ?? 0) < sealedAtOnce) return;
    }
  }

  async close(): Promise<void> {
    await this.database.destroy();
  }

  private async enrolSome(players: readonly string[], cash: number): Promise<void> {
    await this.database.query(
      `SELECT open_account(p, 'GBP'), set_controls(p, 1, $2, '[]') FROM unnest($1::uuid[]) AS p`,
      [players, JSON.stringify(limits)],
    );
    const amount = { amount: cash, currency: 'GBP' as const };
    await Promise.all(
      players.map((playerId) =>
        this.credit.execute({ request: { playerId, depositId: playerId, provider: 'bench', amount } }),
      ),
    );
  }
}
