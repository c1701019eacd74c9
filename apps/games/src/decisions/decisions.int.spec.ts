import {
  openGameSession,
  type PlayedRound,
  readGameSession,
  readProof,
  readRound,
  readWallet,
  renewSeeds,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { Sitter, wired } from '../../test/hands.js';
import { SessionReader } from '../sessions/session-reader.service.js';
import { DecisionsProcess } from './decisions.process.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const minuteMs = 60_000;

let casino: Casino;

beforeAll(async () => {
  casino = await Casino.open();
});

afterAll(async () => {
  expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
  await casino.close();
});

const cashOf = async (playerId: string): Promise<number> =>
  (await casino.stack.bus.ask(readWallet, { playerId })).cash.amount;
const sweep = (graceMs?: number): Promise<void> =>
  casino.games.app.get(DecisionsProcess, { strict: false }).sweep(graceMs);

describe('a round of video poker', () => {
  it('waits with its cards on any device, then pays the hand that the seeds give', async () => {
    const sitter = await Sitter.at(casino, 'kestrel-draw');
    const { playerId } = sitter;
    const key = newId();
    const dealt = await sitter.deal(key, 200);
    expect(dealt).toMatchObject({ stake: gbp(200), payout: gbp(0), balance: gbp(99_800) });
    expect(dealt.open).toMatchObject({ step: 0, actions: [{ kind: 'hold', stake: gbp(0) }] });
    const { hand } = dealt.outcome as { hand: string[] };
    expect(hand).toHaveLength(5);
    expect(dealt.outcome).not.toHaveProperty('draws');
    const { roundId } = dealt;
    const elsewhere = await casino.stack.bus.ask(readRound, { playerId, roundId });
    expect(elsewhere).toMatchObject({ open: dealt.open, outcome: dealt.outcome });

    const hold = { kind: 'hold', positions: [0, 4] };
    const drawn = await sitter.act(dealt, hold);
    const { table, definition } = sitter.game;
    const foreseen = sitter.foresee(key, [hold], 200);
    expect(drawn.open).toBeUndefined();
    expect(drawn.payout.amount).toBe(table.payout(foreseen));
    expect(drawn.outcome).toMatchObject({ ...wired(table.view(definition, foreseen)), actions: [hold] });
    expect((drawn.outcome as { hand: string[] }).hand[0]).toBe(hand[0]);
    expect(drawn.balance).toEqual(gbp(99_800 + drawn.payout.amount));
    expect(await cashOf(playerId)).toBe(drawn.balance.amount);
    const proof = await casino.stack.bus.ask(readProof, { playerId, roundId });
    expect(proof).toMatchObject({ actions: [hold], bets: [{ kind: 'deal', numbers: [], amount: 200 }] });
  });

  it('answers the same keys with the same cards, also after its end', async () => {
    const sitter = await Sitter.at(casino, 'kestrel-draw');
    const [dealKey, holdKey] = [newId(), newId()];
    const dealt = await sitter.deal(dealKey);
    expect(await sitter.deal(dealKey)).toEqual(dealt);
    const drawn = await sitter.act(dealt, { kind: 'hold', positions: [1] }, holdKey);
    expect(await sitter.act(dealt, { kind: 'hold', positions: [1] }, holdKey)).toEqual(drawn);
    expect(await sitter.deal(dealKey)).toEqual(dealt);
    const reused = { code: 'idempotency_key_reused' };
    await expect(sitter.act(dealt, { kind: 'hold', positions: [2] }, holdKey)).rejects.toMatchObject(reused);
    await expect(sitter.deal(dealKey, 200)).rejects.toMatchObject(reused);
  });

  it.each(['web', 'api', undefined] as const)('seals where it was dealt: %s', async (channel) => {
    const sitter = await Sitter.at(casino, 'kestrel-draw');
    const dealt = await sitter.deal(newId(), 100, channel);
    const drawn = await sitter.act(dealt, { kind: 'hold', positions: [] });
    expect([dealt, drawn].map(({ outcome }) => outcome['channel'])).toEqual([undefined, channel]);
  });

  it('is decided by its rules when its time is over on the player’s clock, and says so', async () => {
    const sitter = await Sitter.at(casino, 'kestrel-draw');
    const { playerId } = sitter;
    const key = newId();
    const { roundId } = await sitter.deal(key);
    casino.shift(playerId, 9 * minuteMs);
    await sweep();
    expect((await casino.stack.bus.ask(readRound, { playerId, roundId })).open).toBeDefined();
    casino.shift(playerId, 11 * minuteMs);
    await sweep();
    const { table, definition } = sitter.game;
    const best = table.byDefault(definition, sitter.foresee(key, []));
    const ended = await casino.ended(playerId, roundId);
    expect(ended.outcome['actions']).toEqual([{ ...best, byDefault: true }]);
    expect(await cashOf(playerId)).toBe(99_900 + (table.payout(sitter.foresee(key, [best])) ?? Number.NaN));
  });
});

describe('a round of blackjack', () => {
  it('takes decisions until it ends, to the penny', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    let cash = 100_000;
    for (let round = 0; round < 25; round += 1) {
      casino.shift(sitter.playerId, round * 5000);
      let now: PlayedRound = await sitter.deal(newId());
      while (now.open) {
        const { actions, step } = now.open;
        const action = actions[(round + step) % actions.length];
        if (!action) throw new Error('an open round offers something');
        const before: number = now.stake.amount;
        now = await sitter.act(now, action);
        expect(now.stake.amount).toBe(before + action.stake.amount);
        // What is in play is spent until it is paid (RTS 2E).
        expect(now.netPosition).toEqual(gbp(cash - 100_000 + now.netWin.amount));
      }
      cash += now.netWin.amount;
      expect(now.balance).toEqual(gbp(cash));
    }
    expect(await cashOf(sitter.playerId)).toBe(cash);
  });

  it('that ends with the deal is paid at once', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const key = sitter.keyOffering();
    const dealt = await sitter.deal(key);
    expect(dealt.open).toBeUndefined();
    expect(dealt.balance).toEqual(gbp(99_900 + dealt.payout.amount));
    expect(await sitter.deal(key)).toEqual(dealt);
  });

  it('goes on as it was when the wallet refuses what a decision stakes', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack', 150);
    const dealt = await sitter.deal(sitter.keyOffering('double'));
    const before = await casino.traces(sitter.playerId);
    const refused = { code: 'insufficient_funds' };
    await expect(sitter.act(dealt, { kind: 'double' })).rejects.toMatchObject(refused);
    expect(await casino.traces(sitter.playerId)).toBe(before);
    const { roundId } = dealt;
    const { open } = await casino.stack.bus.ask(readRound, { playerId: sitter.playerId, roundId });
    expect(open).toEqual(dealt.open);
    expect((await sitter.act(dealt, { kind: 'stand' })).open).toBeUndefined();
  });

  it('refuses what is not offered, what was seen elsewhere, and what comes after the end', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const dealt = await sitter.deal(sitter.keyOffering('stand', 'hit'));
    const not = (code: string) => ({ code });
    await expect(sitter.act(dealt, { kind: 'insure' })).rejects.toMatchObject(not('action_not_allowed'));
    const later = { ...dealt, open: { step: 1, actions: [], decideBy: '' } };
    await expect(sitter.act(later, { kind: 'stand' })).rejects.toMatchObject(not('round_moved_on'));
    const stranger = { playerId: await casino.player(), roundId: dealt.roundId, step: 0 };
    await expect(casino.act({ ...stranger, action: { kind: 'stand' } })).rejects.toMatchObject(
      not('not_found'),
    );
    const stood = await sitter.act(dealt, { kind: 'stand' });
    expect(stood.open).toBeUndefined();
    await expect(sitter.act(dealt, { kind: 'stand' })).rejects.toMatchObject(not('action_not_allowed'));
  });

  it('takes one of two decisions that come at once', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const dealt = await sitter.deal(sitter.keyOffering('double'));
    const both = await Promise.allSettled([
      sitter.act(dealt, { kind: 'double' }),
      sitter.act(dealt, { kind: 'double' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [won] = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(won?.stake).toEqual(gbp(200));
    expect(await cashOf(sitter.playerId)).toBe(100_000 + (won?.netWin.amount ?? Number.NaN));
  });

  it('keeps its session, its seeds and every other game waiting (RTS 14C)', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const { playerId, gameSessionId } = sitter;
    const dealt = await sitter.deal(sitter.keyOffering('stand'));
    const detail = expect.stringContaining(dealt.roundId) as unknown;
    const waits = { code: 'round_in_play', detail };
    await expect(sitter.deal(newId())).rejects.toMatchObject(waits);
    await expect(casino.session(playerId, 'lamplight-ledger')).rejects.toMatchObject(waits);
    await expect(casino.stack.bus.ask(renewSeeds, { playerId, gameSessionId })).rejects.toMatchObject(waits);
    const again = await casino.stack.bus.ask(openGameSession, {
      playerId,
      gameId: sitter.game.definition.id,
    });
    const standing = { netPosition: gbp(-100), nextRoundAt: dealt.nextRoundAt };
    expect(again).toMatchObject({ gameSessionId, openRoundId: dealt.roundId, ...standing });
    expect(again.elapsedMs).toBeGreaterThanOrEqual(dealt.elapsedMs ?? Infinity);
    const read = await casino.stack.bus.ask(readGameSession, { playerId, gameSessionId });
    expect(read).toMatchObject({ openRoundId: dealt.roundId, ...standing });
    await sitter.act(dealt, { kind: 'stand' });
    casino.shift(playerId, 2000);
    await expect(sitter.deal(newId())).rejects.toMatchObject({ code: 'round_too_soon' });
    expect((await casino.session(playerId, 'lamplight-ledger')).openRoundId).toBeUndefined();
  });

  it('is resumed and finished by whoever may begin no other one, and while another game is open (RTS 14C)', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const { playerId, gameSessionId } = sitter;
    const dealt = await sitter.deal(sitter.keyOffering('double'));
    const elsewhere = await casino.launchElsewhere(playerId);
    casino.access.set(playerId, { allowed: false, reasons: ['self_exclusion'] });
    await casino.freeze(playerId);
    const again = await casino.session(playerId, 'mill-lane-blackjack');
    expect(again).toMatchObject({ gameSessionId, openRoundId: dealt.roundId });
    await casino.freeze(playerId, false);
    casino.access.delete(playerId);
    // Doubled in the round that has begun; the other game waits until it is over.
    await expect(casino.stakeElsewhere(playerId, elsewhere)).rejects.toMatchObject({ code: 'round_in_play' });
    await sitter.act(dealt, { kind: 'double' });
    casino.shift(playerId, 10_000);
    await expect(sitter.deal(newId())).rejects.toMatchObject({ code: 'session_closed' });
    await casino.stakeElsewhere(playerId, elsewhere);
    const back = await casino.session(playerId, 'mill-lane-blackjack');
    const deal = casino.play({ playerId, gameSessionId: back.gameSessionId });
    await expect(deal).rejects.toMatchObject({ code: 'round_in_play' });
  });

  it('is finished by whoever comes back to it, though another game was launched by a clock that is ahead', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const { playerId, gameSessionId } = sitter;
    const dealt = await sitter.deal(sitter.keyOffering('stand'));
    await casino.launchedAhead(playerId);
    const again = await casino.session(playerId, 'mill-lane-blackjack');
    expect(again).toMatchObject({ gameSessionId, openRoundId: dealt.roundId });
    await sitter.act(dealt, { kind: 'stand' });
    casino.shift(playerId, 10_000);
    await expect(sitter.deal(newId())).rejects.toMatchObject({ code: 'session_closed' });
  });

  it('is its game again for whoever comes back to it from another one', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const { playerId } = sitter;
    const dealt = await sitter.deal(sitter.keyOffering('stand'));
    await casino.launchElsewhere(playerId);
    await casino.session(playerId, 'mill-lane-blackjack');
    await sitter.act(dealt, { kind: 'stand' });
    casino.shift(playerId, 10_000);
    expect((await sitter.deal(newId())).roundId).not.toBe(dealt.roundId);
  });

  it('holds up the next game for what is left of its five seconds (RTS 14G), in every process', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const { playerId } = sitter;
    await sitter.act(await sitter.deal(sitter.keyOffering('stand')), { kind: 'stand' });
    const { gameSessionId } = await casino.session(playerId);
    const before = await casino.traces(playerId);
    casino.shift(playerId, 2500);
    const tooSoon = { code: 'round_too_soon' };
    await expect(casino.play({ playerId, gameSessionId })).rejects.toMatchObject(tooSoon);
    await expect(casino.play({ playerId, gameSessionId, dryRun: true })).rejects.toMatchObject(tooSoon);
    const reader = casino.games.app.get(SessionReader, { strict: false });
    const elsewhere = await reader.find({ playerId, gameSessionId });
    expect(elsewhere?.startsFrom).toBeInstanceOf(Date);
    expect(await casino.traces(playerId)).toBe(before);
    casino.shift(playerId, 5000);
    expect((await casino.play({ playerId, gameSessionId })).stake).toEqual(gbp(100));
  });

  it('waits five seconds from the start of an instant round (RTS 14G), and leaves nothing if it does not', async () => {
    const playerId = await casino.player();
    const slot = await casino.session(playerId);
    const { nextRoundAt, roundId } = await casino.play({ playerId, gameSessionId: slot.gameSessionId });
    await until('the round is in the history', async () => {
      const rows: unknown = await casino.games.database.admin.query(
        `SELECT FROM rounds WHERE player_id = $1 AND round_id = $2`,
        [playerId, roundId],
      );
      return (rows as unknown[]).length === 1;
    });
    const launched = await casino.session(playerId, 'kestrel-draw');
    expect(Date.parse(launched.nextRoundAt ?? '')).toBe(Date.parse(nextRoundAt) + 2500);
    const sitter = await Sitter.at(casino, 'kestrel-draw', playerId);
    const key = newId();
    casino.shift(playerId, 2500);
    const before = await casino.traces(playerId);
    const tooSoon = { code: 'round_too_soon' };
    await expect(sitter.deal(key)).rejects.toMatchObject(tooSoon);
    await expect(
      casino.play({ playerId, gameSessionId: sitter.gameSessionId, dryRun: true }),
    ).rejects.toMatchObject(tooSoon);
    expect(await casino.traces(playerId)).toBe(before);
    casino.shift(playerId, 5000);
    const dealt = await sitter.deal(key);
    expect(Date.parse(dealt.nextRoundAt)).toBeGreaterThanOrEqual(Date.parse(nextRoundAt) + 2500 + 5000);
  });

  it('only says whether the stake would pass', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const { playerId, gameSessionId } = sitter;
    const before = await casino.traces(playerId);
    expect(await casino.play({ playerId, gameSessionId, dryRun: true })).toMatchObject({ outcome: {} });
    expect(await casino.traces(playerId)).toBe(before);
    await casino.session(playerId);
  });
});
