import { createHash, createHmac } from 'node:crypto';
import {
  grantFreeRounds,
  listJackpots,
  listTransactions,
  type PlayedRound,
  readProof,
  readRound,
  readWallet,
  renewSeeds,
} from '@croupier/contracts';
import { type ProvenRound, verifyRound } from '@croupier/game-maths';
import { DomainError, newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { Sitter } from '../../test/hands.js';
import { revealedAfterMs } from '../fairness/revelation.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const hashes = {
  hmac: (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest(),
};
const cycleMs = 2500;
const cash = 1000;
const slot = 'lamplight-ledger';
const jackpotSlot = 'often-one';

describe('free rounds', () => {
  let casino: Casino;
  let playerId: string;
  let gameSessionId: string;
  let awardId: string;

  beforeAll(async () => {
    casino = await Casino.open();
    await casino.replica();
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    await casino.close();
  });

  beforeEach(async () => {
    playerId = await casino.player(cash);
  });

  /** Gives rounds at a pound, and opens the game they are for. */
  async function given(gameId: string, rounds: number): Promise<void> {
    awardId = newId();
    const terms = { gameId, rounds, stake: gbp(100), maximumStake: gbp(500) };
    await casino.stack.bus.ask(grantFreeRounds, { playerId, awardId, ...terms });
    ({ gameSessionId } = await casino.session(playerId, gameId));
  }

  const play = (over: Partial<Parameters<Casino['play']>[0]> = {}): Promise<PlayedRound> =>
    casino.play({ playerId, gameSessionId, awardId, ...over });

  const refusal = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'none',
      (error: unknown) => (error as DomainError).code,
    );

  const wallet = () => casino.stack.bus.ask(readWallet, { playerId });

  /** What the journal has of an account of the house, by this player's rounds. */
  async function house(account: string): Promise<number> {
    const [row] = (await casino.wallet.database.admin.query(
      `SELECT coalesce(sum(amount), 0)::int AS sum FROM entries WHERE account = $1 AND player_id = $2`,
      [account, playerId],
    )) as [{ sum: number }];
    return row.sum;
  }

  it('cost nothing, are the house’s to pay, and what they return is bonus money', async () => {
    await given(slot, 40);
    let won = 0;
    for (let count = 1; count <= 40; count += 1) {
      casino.shift(playerId, count * cycleMs);
      const played = await play();
      won += played.payout.amount;
      expect(played).toMatchObject({
        ...{ stake: gbp(100), balance: gbp(cash), bonus: gbp(won) },
        // Of the player's money nothing went out.
        netPosition: gbp(won),
      });
    }
    // None of forty pays once in ten million times.
    expect(won).toBeGreaterThan(0);
    expect(await wallet()).toMatchObject({ cash: gbp(cash), bonus: gbp(won), inPlay: gbp(0) });
    expect([await house('bonus_cost'), await house('game_revenue')]).toEqual([-4000, 4000 - won]);
    const { data } = await casino.stack.bus.ask(listTransactions, { playerId, limit: 100 });
    expect(data.filter(({ kind }) => kind === 'free_round')).toHaveLength(40);
    expect(data.some(({ kind }) => kind === 'round')).toBe(false);
    casino.shift(playerId, 41 * cycleMs);
    expect(await refusal(play())).toBe('no_free_round');
  });

  it('are as many as were given, of that game and at that stake, and nobody else’s', async () => {
    await given(slot, 1);
    expect(await refusal(play({ stake: gbp(200) }))).toBe('no_free_round');
    expect(await refusal(play({ awardId: newId() }))).toBe('no_free_round');
    const other = await casino.player(cash);
    const { gameSessionId: foreign } = await casino.session(other, slot);
    const taken = casino.play({ playerId: other, gameSessionId: foreign, awardId });
    expect(await refusal(taken)).toBe('no_free_round');
    const { gameSessionId: elsewhere } = await casino.session(playerId, 'cap-game');
    expect(await refusal(play({ gameSessionId: elsewhere }))).toBe('no_free_round');
    ({ gameSessionId } = await casino.session(playerId, slot));
    const results = await Promise.all(Array.from({ length: 8 }, () => refusal(play())));
    expect(results.filter((code) => code === 'none')).toHaveLength(1);
    expect(await wallet()).toMatchObject({ cash: gbp(cash) });
  });

  it('are held to the cycle of the game, and hold the next round to it, free or paid for', async () => {
    await given(slot, 3);
    await play();
    const early: unknown = await play().catch((error: unknown) => error);
    expect(early).toMatchObject({ code: 'round_too_soon', retry: true });
    expect(await refusal(casino.play({ playerId, gameSessionId }))).toBe('round_too_soon');
    casino.shift(playerId, cycleMs);
    await casino.play({ playerId, gameSessionId });
    expect(await refusal(play())).toBe('round_too_soon');
    casino.shift(playerId, 2 * cycleMs);
    await play();
  });

  it('answer a repeat with the first outcome, from whichever replica, and use up no second one', async () => {
    await given(slot, 2);
    const idempotencyKey = newId();
    const first = await play({ idempotencyKey });
    for (let repeat = 0; repeat < 4; repeat += 1) expect(await play({ idempotencyKey })).toEqual(first);
    // The same key for money, or for another award, is another round.
    const paid = casino.play({ playerId, gameSessionId, idempotencyKey });
    expect(await refusal(paid)).toBe('idempotency_key_reused');
    expect(await refusal(play({ idempotencyKey, awardId: newId() }))).toBe('idempotency_key_reused');
    casino.shift(playerId, cycleMs);
    await play();
    casino.shift(playerId, 2 * cycleMs);
    expect(await refusal(play())).toBe('no_free_round');
    // Also when the last of them is gone.
    expect(await play({ idempotencyKey })).toEqual(first);
  });

  it('are only rehearsed by a dry run', async () => {
    await given(slot, 1);
    expect(await play({ dryRun: true })).toMatchObject({ balance: gbp(cash), payout: gbp(0), outcome: {} });
    expect(await refusal(play({ dryRun: true, awardId: newId() }))).toBe('no_free_round');
    await play();
  });

  it('leave the pot of a game alone, are not played for it, and can be derived like any round', async () => {
    const pot = async () => (await casino.stack.bus.ask(listJackpots, {})).data;
    await given(jackpotSlot, 25);
    // One for money, so that there is a pot.
    await casino.play({ playerId, gameSessionId });
    const rows = async (): Promise<unknown> =>
      casino.wallet.database.admin.query(
        `SELECT cycle, balance, posted, seeded, contributed, paid FROM jackpots WHERE jackpot_id = 'often'`,
      );
    const before = await rows();
    expect(before).toHaveLength(1);
    const free: PlayedRound[] = [];
    for (let count = 1; count <= 25; count += 1) {
      casino.shift(playerId, count * cycleMs);
      free.push(await play());
    }
    // A pound is a chance of one in ten: none of 25 wins it one time in fourteen, were they played for it.
    for (const round of free) {
      expect(round.jackpotWin).toBeUndefined();
      expect(round.outcome).not.toHaveProperty('jackpot');
      expect(round.outcome).not.toHaveProperty('pot');
    }
    expect(await rows()).toEqual(before);
    expect((await pot()).find(({ jackpotId }) => jackpotId === 'often')).toBeDefined();
    expect(await verified(free[0] as PlayedRound)).toEqual([]);
  });

  /** What of a round its proof does not hold. */
  async function verified({ roundId }: PlayedRound): Promise<string[]> {
    await casino.stack.bus.ask(renewSeeds, { playerId, gameSessionId });
    await until('its round is in the history', () =>
      casino.stack.bus.ask(readRound, { playerId, roundId }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof DomainError && error.code === 'not_found') return false;
          throw error;
        },
      ),
    );
    await casino.games.database.admin.query(
      `UPDATE seeds SET retired_at = retired_at - $2 * interval '1 ms' WHERE player_id = $1`,
      [playerId, revealedAfterMs],
    );
    const proof = await casino.stack.bus.ask(readProof, { playerId, roundId });
    return verifyRound(proof as ProvenRound, hashes).flatMap(({ what, holds }) => (holds ? [] : [what]));
  }

  it.each(['mill-lane-blackjack', 'kestrel-draw'])(
    'are none of %s, where the player decides',
    async (gameId) => {
      await given(gameId, 5);
      const sitter = await Sitter.at(casino, gameId, playerId);
      const { gameSessionId: seat } = sitter;
      const before = await casino.traces(playerId);
      expect(await refusal(play({ gameSessionId: seat }))).toBe('no_free_round');
      expect(await refusal(play({ gameSessionId: seat, dryRun: true }))).toBe('no_free_round');
      expect(await casino.traces(playerId)).toBe(before);
      // Nothing waits in the game: a hand that is paid for is dealt.
      const dealt = await sitter.deal(newId());
      expect(dealt.balance).toEqual(gbp(cash - 100 + dealt.payout.amount));
    },
  );
});
