import {
  correctRound,
  grantFreeRounds,
  listRounds,
  placeStake,
  readRound,
  readRoundStatement,
  readWallet,
  type Round,
  type RoundStatement,
  rollBackStakes,
  settleStakes,
  voidOpenRound,
  voidStakes,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { Sitter } from '../../test/hands.js';
import { DecisionsProcess } from '../decisions/decisions.process.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const currency = 'GBP' as const;

describe('rounds that are void', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
    // What one process has just played, another one shows as well.
    await casino.replica();
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    await casino.close();
  });

  const cash = async (playerId: string): Promise<number> =>
    (await casino.stack.bus.ask(readWallet, { playerId })).cash.amount;
  const read = (playerId: string, roundId: string): Promise<Round> =>
    casino.stack.bus.ask(readRound, { playerId, roundId });
  const history = async (playerId: string): Promise<Round[]> =>
    (await casino.stack.bus.ask(listRounds, { playerId })).data;
  const statementOf = (playerId: string, roundId: string): Promise<RoundStatement> =>
    casino.stack.bus.ask(readRoundStatement, { playerId, roundId });
  const correct = (playerId: string, roundId: string) =>
    casino.stack.bus.ask(correctRound, {
      ...{ playerId, roundId, currency, reason: 'game_fault', approvalId: newId() },
    });

  /** Once every process shows it as it is. */
  const shownAsVoid = async (playerId: string, roundId: string): Promise<Round> => {
    await until('it is void in the history', async () =>
      (await history(playerId)).some((round) => round.roundId === roundId && round.voided),
    );
    const shown = await Promise.all(Array.from({ length: 4 }, () => read(playerId, roundId)));
    for (const round of shown) expect(round).toEqual(shown[0]);
    return shown[0] as Round;
  };

  /** Ends a round that waits. */
  const annul = (playerId: string, roundId: string, approvalId: string = newId()): Promise<Round> =>
    casino.stack.bus.ask(voidOpenRound, { playerId, roundId, approvalId, reason: 'game_fault' });

  it('shows a settled round that is void, with its reason, as it was and that it does not count', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId);
    const played = await casino.play({ playerId, gameSessionId });
    await until('it is in the history', async () => (await history(playerId)).length === 1);
    await correct(playerId, played.roundId);
    const round = await shownAsVoid(playerId, played.roundId);
    expect(round).toMatchObject({
      ...{ stake: gbp(100), payout: played.payout, netWin: gbp(0), outcome: played.outcome },
      voided: { reason: 'game_fault', corrected: true },
    });
    expect(await history(playerId)).toEqual([round]);
    expect(await cash(playerId)).toBe(100_000);
    const { sentences, rederived } = await statementOf(playerId, played.roundId);
    expect(rederived).toBe('agrees');
    expect(sentences.at(-2)).toMatch(
      /^This round is void since \d+ \w+ \d{4} at [\d:]{8} UTC: the game did not work as it should\.$/,
    );
    expect(sentences.at(-1)).toMatch(/^The 1\.00 GBP that was staked was returned/);
  });

  it('says of a free round whose stake it was, and that it is given back', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId);
    const awardId = newId();
    await casino.stack.bus.ask(grantFreeRounds, {
      ...{ playerId, awardId, gameId: 'cap-game', rounds: 2, stake: gbp(100), maximumStake: gbp(500) },
    });
    const { roundId } = await casino.play({ playerId, gameSessionId, awardId });
    await until('it is in the history', async () => (await history(playerId)).length === 1);
    expect(await read(playerId, roundId)).toMatchObject({ freeRound: true });
    const [opening] = (await statementOf(playerId, roundId)).sentences;
    expect(opening).toMatch(
      /^The house staked 1\.00 GBP on Cap Game, version 1\.0\.0: it was a free round, and nothing of yours was staked\. The round was settled on /,
    );
    await correct(playerId, roundId);
    await shownAsVoid(playerId, roundId);
    expect((await statementOf(playerId, roundId)).sentences.at(-1)).toMatch(
      /^The house took its stake back, and the free round is yours again while its bonus lasts/,
    );
  });

  it('shows rounds that were void before their end, of tables and studios too, in their place', async () => {
    const playerId = await casino.player();
    const { gameSessionId } = await casino.session(playerId);
    const roundId = newId();
    const placed = { playerId, stakeId: newId(), roundId, gameSessionId, gameId: 'table-1', stake: gbp(70) };
    await casino.stack.bus.ask(placeStake, { ...placed, startedAt: new Date().toISOString() });
    await casino.stack.bus.ask(voidStakes, {
      voids: [
        { playerId, roundId, currency, reason: 'round_not_finished' },
        // Nobody staked in this one: it is no round of the player's.
        { playerId, roundId: newId(), currency, reason: 'round_not_finished' },
      ],
    });
    const before = await shownAsVoid(playerId, roundId);
    expect(before).toMatchObject({
      ...{ gameId: 'table-1', gameSessionId, stake: gbp(70), payout: gbp(0), netWin: gbp(0) },
      voided: { reason: 'round_not_finished', corrected: false },
    });
    const played = await casino.play({ playerId, gameSessionId });
    const all = await until('both are there', async () => {
      const rounds = await history(playerId);
      return rounds.length === 2 ? rounds : undefined;
    });
    expect(all.map((round) => round.roundId)).toEqual([played.roundId, roundId]);
    const first = await casino.stack.bus.ask(listRounds, { playerId, limit: 1 });
    const second = await casino.stack.bus.ask(listRounds, {
      playerId,
      limit: 1,
      cursor: first.next as string,
    });
    expect([...first.data, ...second.data]).toEqual(all);
    expect(second.next).toBeUndefined();
    expect((await statementOf(playerId, roundId)).sentences).toEqual([
      '0.70 GBP was staked on table-1.',
      expect.stringMatching(/^This round is void since .*: it could not be finished\.$/),
      'The 0.70 GBP that was staked was returned.',
    ]);
  });

  it('ends a hand that waits, with every stake returned, and lets the player play on', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const { playerId } = sitter;
    const dealt = await sitter.deal(sitter.keyOffering('hit', 'stand'));
    expect(await cash(playerId)).toBe(100_000 - 100);
    const approvalId = newId();
    const voided = await annul(playerId, dealt.roundId, approvalId);
    expect(voided).toMatchObject({
      ...{ roundId: dealt.roundId, stake: gbp(100), payout: gbp(0), netWin: gbp(0) },
      voided: { reason: 'game_fault', corrected: false },
    });
    expect(voided.open).toBeUndefined();
    expect(await cash(playerId)).toBe(100_000);
    // By the same approval it is the same; by another one, and by the player, it is over.
    expect(await annul(playerId, dealt.roundId, approvalId)).toEqual(voided);
    await expect(annul(playerId, dealt.roundId)).rejects.toMatchObject({ code: 'round_over' });
    await expect(sitter.act(dealt, { kind: 'stand' })).rejects.toMatchObject({ code: 'action_not_allowed' });
    const round = await shownAsVoid(playerId, dealt.roundId);
    expect(round).toMatchObject({ voided: voided.voided, outcome: { bets: voided.outcome['bets'] } });
    expect((await statementOf(playerId, dealt.roundId)).sentences).toEqual([
      '1.00 GBP was staked on Mill Lane Blackjack, version 1.0.0.',
      expect.stringMatching(/^This round is void since .*: the game did not work as it should\.$/),
      'The 1.00 GBP that was staked was returned.',
    ]);
    casino.shift(playerId, 6000);
    expect((await sitter.deal(sitter.keyOffering('hit'))).open).toBeDefined();
  });

  it('takes what a step was about to stake back as well', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const { playerId } = sitter;
    const dealt = await sitter.deal(sitter.keyOffering('double'));
    // The process stops after the stake of the double is in the ledger.
    const bus = casino.games.app.get(Bus, { strict: false });
    const others = casino.others.map(({ app }) => app.get(Bus, { strict: false }));
    for (const each of [bus, ...others]) {
      const ask = each.ask.bind(each) as (...args: unknown[]) => Promise<unknown>;
      jest.spyOn(each, 'ask').mockImplementation((async (
        contract: { subject: string },
        ...rest: unknown[]
      ) => {
        const answer = await ask(contract, ...rest);
        if (contract.subject === placeStake.subject) throw new Error('stopped');
        return answer;
      }) as never);
    }
    await expect(sitter.act(dealt, { kind: 'double' })).rejects.toMatchObject({ code: 'internal' });
    expect(await cash(playerId)).toBe(100_000 - 200);
    await annul(playerId, dealt.roundId);
    expect(await cash(playerId)).toBe(100_000);
  });

  it('is ended by another process if the one that began it died', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const { playerId } = sitter;
    const dealt = await sitter.deal(sitter.keyOffering('stand'));
    for (const { app } of [casino.games, ...casino.others]) {
      const bus = app.get(Bus, { strict: false });
      const ask = bus.ask.bind(bus) as (...args: unknown[]) => Promise<unknown>;
      jest
        .spyOn(bus, 'ask')
        .mockImplementation(((contract: { subject: string }, ...rest: unknown[]) =>
          contract.subject === voidStakes.subject
            ? Promise.reject(new Error('stopped'))
            : ask(contract, ...rest)) as never);
    }
    await expect(annul(playerId, dealt.roundId)).rejects.toMatchObject({ code: 'internal' });
    await expect(sitter.act(dealt, { kind: 'stand' })).rejects.toMatchObject({ code: 'action_not_allowed' });
    jest.restoreAllMocks();
    await casino.games.app.get(DecisionsProcess, { strict: false }).sweep(0);
    expect(await cash(playerId)).toBe(100_000);
    expect(await shownAsVoid(playerId, dealt.roundId)).toMatchObject({ voided: { reason: 'game_fault' } });
  });

  it('leaves a round that has ended to the ledger, which refuses what its game still sends', async () => {
    const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
    const { playerId } = sitter;
    const dealt = await sitter.deal(sitter.keyOffering('stand'));
    const ended = await sitter.act(dealt, { kind: 'stand' });
    await expect(annul(playerId, ended.roundId)).rejects.toMatchObject({ code: 'round_over' });
    await expect(annul(playerId, newId())).rejects.toMatchObject({ code: 'not_found' });
    await correct(playerId, ended.roundId);
    expect(await cash(playerId)).toBe(100_000);
    const { results } = await casino.stack.bus.ask(settleStakes, {
      settlements: [
        { playerId, roundId: ended.roundId, payout: gbp(ended.payout.amount + 1), outcome: { late: true } },
      ],
    });
    expect(results[0]?.code).toBe('round_over');
    const [stake] = (await casino.wallet.database.admin.query(
      `SELECT external_id FROM journal WHERE player_id = $1 AND kind = 'stake'`,
      [playerId],
    )) as [{ external_id: string }];
    const rollback = { playerId, stakeId: stake.external_id, currency, reason: 'no_answer' };
    const { results: back } = await casino.stack.bus.ask(rollBackStakes, { rollbacks: [rollback] });
    expect(back[0]?.code).toBe('round_over');
    expect(await shownAsVoid(playerId, ended.roundId)).toMatchObject({
      ...{ payout: ended.payout, netWin: gbp(0), voided: { corrected: true } },
    });
  });
});
