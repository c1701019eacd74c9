import { randomUUID } from 'node:crypto';
import { checkLedger } from '@croupier/testing';
import { Player } from '../../../tools/rolling/player.js';
import { type ChaosStand } from '../../mix/stand.js';
import { type Seeded } from '../random.js';
import { type Heard, type Order, orders, repeated } from './copies.js';

const cash = 50_000;
const legalCycleMs = 2500;

/** Breaks something. @returns what was done, in words; undefined if there was nothing to break */
export type Strike = () => Promise<string | undefined>;

/** Players who send each key of rounds, deposits and withdrawals many times at once, and what they were answered. */
export class Storm {
  keys = 0;
  copies = 0;
  /** How often a copy had no answer that says what became of it, and was sent again. */
  again = 0;
  refused = 0;
  /** Until the last copy of a key was told what became of it, in ms. */
  slowestMs = 0;
  readonly faults: Record<string, number> = {};
  readonly broken: string[] = [];
  private readonly players: Player[] = [];
  private readonly done: { order: Order; player: Player; id: string }[] = [];

  constructor(
    private readonly stand: ChaosStand,
    private readonly random: Seeded,
  ) {}

  async invite(count: number): Promise<void> {
    for (let place = 0; place < count; place += 1) {
      const player = new Player(this.random.pick(this.stand.gateways), this.stand.sandbox);
      await player.sitDown(cash);
      this.players.push(player);
    }
  }

  /** One key of each player, all at once, and something is broken among it. */
  async wave(strike?: Strike): Promise<void> {
    for (const player of this.players) await this.stand.until('a clock moved', () => turn(player));
    const striking = strike?.();
    await Promise.all(this.players.map((player) => this.one(player)));
    const what = await striking;
    if (what !== undefined) this.faults[what] = (this.faults[what] ?? 0) + 1;
  }

  /** Rounds, deposits and withdrawals that the books have, against what was answered. */
  async effects(): Promise<string[]> {
    const [wallet, payments] = [await this.stand.database('wallet'), await this.stand.database('payments')];
    try {
      const idsOf = (kind: Order['kind']): string[] =>
        this.done.filter(({ order }) => order.kind === kind).map(({ id }) => id);
      const counted = async (books: typeof wallet, sql: string, kind: Order['kind']): Promise<string[]> => {
        const known = this.players.map(({ playerId }) => playerId);
        const rows = (await books.query(sql, [known])) as { id: string }[];
        const [found, told] = [rows.map(({ id }) => id).sort(), idsOf(kind).sort()];
        return JSON.stringify(found) === JSON.stringify(told)
          ? []
          : [`${told.length} keys of a ${kind} have ${found.length} effects`];
      };
      const ledger = await checkLedger(wallet, { ok: idsOf('round'), refused: [], unknown: [] });
      return [
        ...(await counted(wallet, rounds, 'round')),
        ...(await counted(payments, depositsOf, 'deposit')),
        ...(await counted(payments, withdrawalsOf, 'withdrawal')),
        ...(await counted(wallet, holds, 'withdrawal')),
        ...ledger.map(({ check, fact }) => `${check}: ${fact}`),
      ];
    } finally {
      await Promise.all([wallet.destroy(), payments.destroy()]);
    }
  }

  private async one(player: Player): Promise<void> {
    const order = this.random.pick(orders);
    const key = randomUUID();
    const copies = this.random.between(2, 10);
    this.keys += 1;
    this.copies += copies;
    const startedAt = performance.now();
    const heard = await Promise.all(
      Array.from({ length: copies }, (_, place) => this.copy(player, order, key, place)),
    );
    this.slowestMs = Math.max(this.slowestMs, performance.now() - startedAt);
    this.broken.push(...differing(order, key, heard));
    const [first] = heard;
    if (!first) return;
    const id = order.idIn(first.text);
    if (first.status !== 201 || id === undefined)
      this.broken.push(`a ${order.kind} was ${first.status}: ${first.text.slice(0, 200)}`);
    else this.done.push({ order, player, id });
    const other = await this.copy(player, { ...order, body: order.other }, key, copies);
    if (other.text.includes('"idempotency_key_reused"')) this.refused += 1;
    else
      this.broken.push(`a ${order.kind} with another body was ${other.status}: ${other.text.slice(0, 200)}`);
  }

  /** Copies go to the gateways in turn, and to the other one if there is no answer. */
  private copy(player: Player, order: Order, key: string, place: number): Promise<Heard> {
    const { gateways } = this.stand;
    return repeated({
      urlOf: (attempt) => gateways[(place + attempt) % gateways.length] ?? '',
      ...{ player, order, key },
      onAgain: () => (this.again += 1),
    });
  }
}

const ofKind = (kind: string): string =>
  `SELECT external_id AS id FROM transactions WHERE kind = '${kind}' AND player_id = ANY ($1)`;
const [rounds, holds] = [ofKind('round'), ofKind('withdrawal_hold')];
const depositsOf = `SELECT deposit_id AS id FROM deposits WHERE player_id = ANY ($1) AND amount <> ${cash}`;
const withdrawalsOf = `SELECT withdrawal_id AS id FROM withdrawals WHERE player_id = ANY ($1)`;

/** Whether the player's clock moved on; it stands while a service is away. */
async function turn(player: Player): Promise<boolean> {
  return player.wait(legalCycleMs).then(
    () => true,
    () => false,
  );
}

function differing({ kind, unmoved }: Order, key: string, heard: readonly Heard[]): string[] {
  const seen = new Set(heard.map(({ status, text }) => `${status} ${unmoved(text)}`));
  return seen.size === 1
    ? []
    : [`key ${key} of a ${kind} was answered in ${seen.size} ways: ${[...seen].join(' | ').slice(0, 300)}`];
}
