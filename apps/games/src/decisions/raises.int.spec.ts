import { createHash, createHmac } from 'node:crypto';
import {
  type PlayedRound,
  readGame,
  readProof,
  readRound,
  readRoundStatement,
  readWallet,
  renewSeeds,
} from '@croupier/contracts';
import { type ProvenRound, verifyRound } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { Sitter, wired } from '../../test/hands.js';
import { raisedGame } from '../../test/raised-games.js';
import { revealedAfterMs } from '../fairness/revelation.js';
import { DecisionsProcess } from './decisions.process.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const minuteMs = 60_000;
const hashes = {
  hmac: (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest(),
};

let casino: Casino;

beforeAll(async () => {
  casino = await Casino.open([
    await raisedGame('drift-three'),
    await raisedGame('high-heath-war'),
    await raisedGame('high-heath-war', { id: 'no-quarter-war', surrender: false }),
  ]);
});

afterAll(async () => {
  expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
  await casino.close();
});

const cashOf = async (playerId: string): Promise<number> =>
  (await casino.stack.bus.ask(readWallet, { playerId })).cash.amount;

/** A game by what its stake is raised with, what costs nothing instead, and its bet beside the main one. */
const games = [
  ['three card poker', { id: 'drift-three', main: 'ante', side: 'pair-plus', raise: 'raise', rest: 'fold' }],
  ['casino war', { id: 'high-heath-war', main: 'war', side: 'tie', raise: 'go-to-war', rest: 'surrender' }],
  [
    'casino war without a surrender',
    { id: 'no-quarter-war', main: 'war', side: 'tie', raise: 'go-to-war', rest: 'war-without-raise' },
  ],
] as const;

describe.each(games)('a round of %s', (_, { id, main, side, raise, rest }) => {
  const bets = [
    { kind: main, amount: 100 },
    { kind: side, amount: 50 },
  ];

  it('is dealt for its bets, raised, and paid what the seeds give, as its proof and its statement say', async () => {
    const sitter = await Sitter.at(casino, id);
    const { playerId, gameSessionId, game } = sitter;
    const key = sitter.keyOffering(raise);
    const dealt = await sitter.deal(key, bets);
    expect(dealt).toMatchObject({ stake: gbp(150), payout: gbp(0), balance: gbp(99_850) });
    expect(dealt.open).toMatchObject({
      step: 0,
      actions: [
        { kind: raise, stake: gbp(100) },
        { kind: rest, stake: gbp(0) },
      ],
    });
    expect(dealt.outcome).not.toHaveProperty('draws');

    const raised = await sitter.act(dealt, { kind: raise });
    const foreseen = sitter.foresee(key, [{ kind: raise }], bets);
    const payout = game.table.payout(foreseen) ?? Number.NaN;
    expect(raised).toMatchObject({
      ...{ stake: gbp(250), payout: gbp(payout), netWin: gbp(payout - 250), netPosition: gbp(payout - 250) },
      outcome: { ...wired(game.table.view(game.definition, foreseen)), actions: [{ kind: raise }] },
    });
    expect(raised.open).toBeUndefined();
    expect(await cashOf(playerId)).toBe(100_000 - 250 + payout);

    const { roundId } = raised;
    await casino.stack.bus.ask(renewSeeds, { playerId, gameSessionId });
    await casino.games.database.admin.query(
      `UPDATE seeds SET retired_at = retired_at - $2 * interval '1 ms' WHERE player_id = $1`,
      [playerId, revealedAfterMs],
    );
    const proof = await until('the round is in the history', () =>
      casino.stack.bus.ask(readProof, { playerId, roundId }).catch(() => undefined),
    );
    const checks = verifyRound(proof as ProvenRound, hashes);
    expect(checks.map(({ what, holds }) => [what, holds])).toEqual(
      ['seed', 'definition', 'draws', 'outcome', 'payout'].map((what) => [what, true]),
    );
    const told = await casino.stack.bus.ask(readRoundStatement, { playerId, roundId });
    expect(told).toMatchObject({ rederived: 'agrees', name: game.definition.name });
    expect(told.sentences.join(' ')).toContain('1.00 GBP the raise: ');
  });

  it('takes decisions until it ends, to the penny', async () => {
    const sitter = await Sitter.at(casino, id);
    let cash = 100_000;
    for (let round = 0; round < 6; round += 1) {
      casino.shift(sitter.playerId, round * 5000);
      const key = round % 3 === 2 ? newId() : sitter.keyOffering(raise);
      let now: PlayedRound = await sitter.deal(key, bets);
      if (now.open) {
        const action = now.open.actions[round % 2];
        if (!action) throw new Error('an open round offers two actions');
        const before: number = now.stake.amount;
        now = await sitter.act(now, action);
        expect(now.stake.amount).toBe(before + action.stake.amount);
      }
      expect(now.open).toBeUndefined();
      cash += now.netWin.amount;
      expect(now.balance).toEqual(gbp(cash));
    }
    expect(await cashOf(sitter.playerId)).toBe(cash);
    await expect(sitter.deal(newId(), bets)).rejects.toMatchObject({ code: 'round_too_soon' });
  });

  it('of the bet beside alone ends with the deal', async () => {
    const sitter = await Sitter.at(casino, id);
    const key = newId();
    const alone = [{ kind: side, amount: 50 }];
    const dealt = await sitter.deal(key, alone);
    expect(dealt.open).toBeUndefined();
    expect(dealt.payout.amount).toBe(sitter.game.table.payout(sitter.foresee(key, [], alone)));
    expect(await cashOf(sitter.playerId)).toBe(100_000 - 50 + dealt.payout.amount);
  });

  it('is not dealt where the raise would pass what all stakes of a round may come to', async () => {
    const sitter = await Sitter.at(casino, id);
    const { playerId } = sitter;
    const before = await casino.traces(playerId);
    const high = [
      { kind: main, amount: 5000 },
      { kind: side, amount: 10 },
    ];
    const refused = {
      code: 'bets_not_accepted',
      detail: expect.stringContaining('at most 10000') as unknown,
    };
    await expect(sitter.deal(newId(), high)).rejects.toMatchObject(refused);
    expect(await casino.traces(playerId)).toBe(before);
    const dealt = await sitter.deal(sitter.keyOffering(raise), 5000);
    expect((await sitter.act(dealt, { kind: raise })).stake).toEqual(gbp(10_000));
  });

  it('refuses what is not offered, what was seen elsewhere, what comes after the end, and no such bet', async () => {
    const sitter = await Sitter.at(casino, id);
    await expect(sitter.deal(newId(), [{ kind: 'deal', amount: 100 }])).rejects.toMatchObject({
      code: 'bets_not_accepted',
      field: 'bets.0',
    });
    const dealt = await sitter.deal(sitter.keyOffering(raise));
    const notAllowed = { code: 'action_not_allowed' };
    await expect(sitter.act(dealt, { kind: 'double' })).rejects.toMatchObject(notAllowed);
    const later = { ...dealt, open: { step: 1, actions: [], decideBy: '' } };
    await expect(sitter.act(later, { kind: raise })).rejects.toMatchObject({ code: 'round_moved_on' });
    const rested = await sitter.act(dealt, { kind: rest });
    expect(rested).toMatchObject({ stake: gbp(100), balance: gbp(99_900 + rested.payout.amount) });
    await expect(sitter.act(dealt, { kind: raise })).rejects.toMatchObject(notAllowed);
  });

  it('goes on as it was when the wallet refuses the raise', async () => {
    const sitter = await Sitter.at(casino, id, 150);
    const { playerId } = sitter;
    const dealt = await sitter.deal(sitter.keyOffering(raise));
    const before = await casino.traces(playerId);
    const refused = { code: 'insufficient_funds' };
    await expect(sitter.act(dealt, { kind: raise })).rejects.toMatchObject(refused);
    expect(await casino.traces(playerId)).toBe(before);
    const { open } = await casino.stack.bus.ask(readRound, { playerId, roundId: dealt.roundId });
    expect(open).toEqual(dealt.open);
    expect((await sitter.act(dealt, { kind: rest })).open).toBeUndefined();
  });

  it('is decided by its rules when its time is over, and stakes nothing', async () => {
    const sitter = await Sitter.at(casino, id);
    const { playerId, game } = sitter;
    const key = sitter.keyOffering(raise);
    const { roundId } = await sitter.deal(key, bets);
    casino.shift(playerId, 11 * minuteMs);
    await casino.games.app.get(DecisionsProcess, { strict: false }).sweep();
    const ended = await casino.ended(playerId, roundId);
    expect(ended.stake).toEqual(gbp(150));
    expect(ended.outcome['actions']).toEqual([{ kind: rest, byDefault: true }]);
    const payout = game.table.payout(sitter.foresee(key, [{ kind: rest }], bets)) ?? Number.NaN;
    expect(await cashOf(playerId)).toBe(99_850 + payout);
  });

  it('is shown in the catalogue by what its main bet returns, with both bets and a cycle of five seconds', async () => {
    const detail = await casino.stack.bus.ask(readGame, { gameId: id });
    const [first] = detail.returns ?? [];
    expect(detail).toMatchObject({ minimumCycleMs: 5000, demo: true });
    expect(detail.returns?.map(({ bet }) => bet)).toEqual([main, side]);
    expect(detail.returnToPlayer.ratio).toBe(first?.ratio);
  });
});
