import {
  type Access,
  type BetsReceipt,
  checkAccess,
  commonError,
  inboxPrefix,
  openTableSession,
  type PlaceBets,
  placeBets,
  readEligibility,
  readTable,
  type RouletteStake,
  type TableDetail,
  type TablePhase,
  type TableSession,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type RunningService } from '@croupier/runtime';
import { type ServiceUnderTest, stubServer, TestStack, until } from '@croupier/testing';
import { service } from '../src/service.js';
import { FakeWallet } from './fake-wallet.js';

const silent = { info: () => undefined, warn: () => undefined };

export const tableId = 'harbour-table';
export const red: RouletteStake = { kind: 'red', amount: 100 };

/** Phases as short as a test can bear. */
export const fast = {
  TABLE_BETTING_MS: '3000',
  TABLE_CLOSED_MS: '30',
  TABLE_SPINNING_MS: '60',
  TABLE_PAUSE_MS: '60',
  TABLE_LEASE_MS: '600',
  TABLE_TOTALS_MS: '40',
};

/** Live on a broker and a database of its own, with a wallet in memory and a profile that knows everybody. */
export class House {
  readonly unverified = new Set<string>();
  /** After how many minutes a player wants to look at the clock. */
  readonly minutes = new Map<string, number>();
  /** What safer-gambling says of players who may not play; `silent` for no answer. */
  readonly access = new Map<string, Access | 'silent'>();

  private constructor(
    readonly stack: TestStack,
    readonly wallet: FakeWallet,
    readonly live: ServiceUnderTest,
    private readonly profile: Broker,
    private readonly protection: Broker,
  ) {}

  static async open(environment: Record<string, string> = {}): Promise<House> {
    const stack = await TestStack.open();
    const wallet = await FakeWallet.open(stack.nats.url);
    const profile = await stub(stack, 'profile');
    const live = await stack.start(service, { ...fast, ...environment });
    const protection = await stub(stack, 'safer-gambling');
    const house = new House(stack, wallet, live, profile, protection);
    stubServer(protection).serve(checkAccess.subject, (body) => {
      const access = house.access.get((body as { playerId: string }).playerId);
      if (access === 'silent') return new Promise(() => undefined);
      return Promise.resolve(access ?? { allowed: true, reasons: [] });
    });
    await protection.connection.flush();
    stubServer(profile).serve(readEligibility.subject, async (body) => {
      const { playerId } = body as { playerId: string };
      if (playerId === strangerId) throw commonError('not_found');
      const realityCheckMinutes = house.minutes.get(playerId);
      const check = realityCheckMinutes === undefined ? {} : { realityCheckMinutes };
      return { verified: !house.unverified.has(playerId), ageBand: '25+', ...check };
    });
    await profile.connection.flush();
    return house;
  }

  replica(environment: Record<string, string> = {}): Promise<RunningService> {
    return this.stack.replica(service, this.live, { ...fast, ...environment });
  }

  async close(): Promise<void> {
    await this.stack.close();
    await this.wallet.close();
    await this.profile.close();
    await this.protection.close();
  }

  /** A player with cash, in pence, and a seat. */
  async player(cash = 100_000): Promise<string> {
    return (await this.seated(cash)).playerId;
  }

  /** The same with the session; one who wants to look at the clock after so many minutes, if it is said. */
  async seated(cash = 100_000, minutes?: number): Promise<TableSession & { playerId: string }> {
    const playerId = newId();
    this.wallet.cash.set(playerId, cash);
    if (minutes !== undefined) this.minutes.set(playerId, minutes);
    const session = await until('the player is seated', () =>
      this.stack.bus.ask(openTableSession, { playerId, tableId }).catch(() => undefined),
    );
    return { ...session, playerId };
  }

  place(
    playerId: string,
    bets: RouletteStake[] = [red],
    changes: Partial<PlaceBets> = {},
  ): Promise<BetsReceipt> {
    const amount = bets.reduce((sum, bet) => sum + bet.amount, 0);
    const stake = { amount, currency: 'GBP' as const };
    return this.stack.bus.ask(placeBets, {
      playerId,
      tableId,
      idempotencyKey: newId(),
      stake,
      bets,
      ...changes,
    });
  }

  table(playerId: string = newId()): Promise<TableDetail> {
    return this.stack.bus.ask(readTable, { playerId, tableId });
  }

  /** Waits until the table is in a phase with at least so much of it left. */
  async phase(phase: TablePhase, leftMs = 0): Promise<NonNullable<TableDetail['round']>> {
    return until(`the table is ${phase}`, async () => {
      // A busy machine may miss a deadline; a probe simply looks again.
      const round = (await this.table().catch(() => undefined))?.round;
      if (round?.phase !== phase) return undefined;
      if (leftMs > 0 && Date.parse(round.betsCloseAt) - Date.now() < leftMs) return undefined;
      return round;
    });
  }

  /** Waits until a round has ended, and says how. */
  async ended(roundId: string): Promise<RoundEnd> {
    return until(`round ${roundId} has ended`, async () => {
      const [row] = (await this.live.database.admin.query(
        `SELECT phase, pocket, reason FROM table_rounds WHERE round_id = $1 AND phase IN ('settled', 'voided')`,
        [roundId],
      )) as RoundEnd[];
      return row;
    });
  }

  rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.live.database.admin.query(sql, values) as Promise<Row[]>;
  }
}

export interface RoundEnd {
  phase: 'settled' | 'voided';
  pocket: number | null;
  reason: string | null;
}

/** A player profile has never heard of. */
export const strangerId = newId();

function stub(stack: TestStack, name: string): Promise<Broker> {
  const options = {
    service: name,
    url: stack.nats.url,
    user: name,
    password: 'test',
    inboxPrefix: inboxPrefix(name),
  };
  return Broker.open(options, silent);
}
