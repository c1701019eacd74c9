import { randomInt } from 'node:crypto';
import {
  type GameSession,
  listRounds,
  listTransactions,
  type PlayedRound,
  readGameSession,
  readRound,
  readWallet,
  type WalletTransaction,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type Draw, replaySlot } from '@croupier/game-maths';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { roundOf } from './round-of.js';

const cycleMs = 2500;
const rounds = 300;

describe('play-round over 300 rounds', () => {
  let casino: Casino;
  let playerId: string;
  let session: GameSession;
  const played: PlayedRound[] = [];
  const cash = 500_000;

  beforeAll(async () => {
    casino = await Casino.open();
    playerId = await casino.player(cash);
    session = await casino.session(playerId, 'lamplight-ledger');
    const { gameSessionId } = session;
    await casino.replica();
    const stakes = [10, 20, 50, 100, 200, 300, 400, 500];
    for (let index = 0; index < rounds; index += 1) {
      casino.shift(playerId, (index + 1) * cycleMs);
      const amount = stakes[randomInt(stakes.length)] as number;
      played.push(await casino.play({ playerId, gameSessionId, stake: { amount, currency: 'GBP' } }));
    }
  });

  afterAll(async () => {
    await casino.close();
  });

  async function statement(): Promise<WalletTransaction[]> {
    const lines: WalletTransaction[] = [];
    let cursor: string | undefined;
    do {
      const page = await casino.stack.bus.ask(listTransactions, {
        playerId,
        limit: 100,
        ...(cursor ? { cursor } : {}),
      });
      lines.push(...page.data);
      cursor = page.next;
    } while (cursor);
    return lines;
  }

  it('adds up to the penny: rounds, statement, balance and ledger', async () => {
    const lines = (await statement()).filter(({ kind }) => kind === 'round');
    expect(lines).toHaveLength(rounds);
    expect(sum(lines, ({ stake }) => stake?.amount)).toBe(sum(played, ({ stake }) => stake.amount));
    expect(sum(lines, ({ payout }) => payout?.amount)).toBe(sum(played, ({ payout }) => payout.amount));
    expect(sum(lines, ({ change }) => change.amount)).toBe(sum(played, ({ netWin }) => netWin.amount));
    const wallet = await casino.stack.bus.ask(readWallet, { playerId });
    expect(wallet.cash.amount).toBe(cash + sum(played, ({ netWin }) => netWin.amount));
    expect(played.at(-1)?.balance).toEqual(wallet.cash);
    expect(played.map(({ version }) => version)).toEqual(played.map((_, index) => index + 2));
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
  });

  it('answers each with the net position and the time of its session (RTS 2E, RTS 13C), whichever replica played it', async () => {
    expect(session).toMatchObject({ netPosition: { amount: 0, currency: 'GBP' }, elapsedMs: 0 });
    let net = 0;
    for (const { netWin, netPosition, elapsedMs, settledAt } of played) {
      net += netWin.amount;
      expect(netPosition).toEqual({ amount: net, currency: 'GBP' });
      expect(elapsedMs).toBe(Date.parse(settledAt) - Date.parse(session.openedAt));
    }
    const { gameSessionId } = session;
    const read = await casino.stack.bus.ask(readGameSession, { playerId, gameSessionId });
    const { nextRoundAt } = played.at(-1) as PlayedRound;
    expect(read).toMatchObject({
      ...session,
      netPosition: { amount: net },
      elapsedMs: read.elapsedMs,
      nextRoundAt,
    });
    expect(read.elapsedMs).toBeGreaterThanOrEqual(played.at(-1)?.elapsedMs ?? Infinity);
    const stranger = casino.stack.bus.ask(readGameSession, { playerId: newId(), gameSessionId });
    await expect(stranger).rejects.toMatchObject({ code: 'not_found' });
  });

  it('records draws that derive every round again, with the definition that was played', () => {
    const game = casino.games.app.get(Catalogue, { strict: false }).get('lamplight-ledger');
    if (game.kind !== 'slot') throw new Error('Lamplight Ledger is a slot');
    for (const { stake, payout, outcome } of played) {
      expect(outcome['definitionHash']).toBe(game.hash);
      const derived = replaySlot(game.definition, stake.amount, outcome['draws'] as Draw[]);
      expect(derived.payout).toBe(payout.amount);
      expect(derived.spins).toEqual(outcome['spins']);
      expect(derived.freeSpinsTotal).toBe(outcome['freeSpinsTotal']);
    }
    // Of 24 million stops two rounds draw the same once in 500 runs, and four in none.
    const different = new Set(played.map(({ outcome }) => JSON.stringify(outcome['draws']))).size;
    expect(different).toBeGreaterThan(rounds - 4);
  });

  it('projects every round once, newest first, as it was answered', async () => {
    await until('all rounds are projected', async () => {
      const [row] = (await casino.games.database.admin.query(`SELECT count(*)::int AS n FROM rounds`)) as [
        { n: number },
      ];
      return row.n === rounds;
    });
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await casino.stack.bus.ask(listRounds, {
        playerId,
        limit: 77,
        ...(cursor ? { cursor } : {}),
      });
      listed.push(...page.data.map((round) => JSON.stringify(sorted(round))));
      cursor = page.next;
    } while (cursor);
    const answered = played.map(roundOf);
    expect(listed).toEqual(answered.toReversed().map((round) => JSON.stringify(sorted(round))));
  });

  it('shows a round to its own player alone', async () => {
    const { roundId } = played[0] as PlayedRound;
    expect(await casino.stack.bus.ask(readRound, { playerId, roundId })).toMatchObject({ roundId });
    const foreign = casino.stack.bus.ask(readRound, { playerId: newId(), roundId });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    const unknown = casino.stack.bus.ask(readRound, { playerId, roundId: newId() });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuses a cursor it did not write', async () => {
    const refused = casino.stack.bus.ask(listRounds, { playerId, cursor: 'tomorrow' });
    await expect(refused).rejects.toMatchObject({ code: 'invalid_request', field: 'cursor' });
  });
});

function sum<Row>(rows: Row[], amount: (row: Row) => number | undefined): number {
  return rows.reduce((total, row) => total + (amount(row) ?? 0), 0);
}

/** PostgreSQL keeps the members of JSON in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]));
}
