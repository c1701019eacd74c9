import {
  commonError,
  placeStake,
  type PlayedRound,
  readRound,
  readRoundStatement,
  readWallet,
} from '@croupier/contracts';
import { type CrapsRound, type CrapsView, type TableAction } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { Sitter, wired } from '../../test/hands.js';
import { allHold, proven } from '../../test/proving.js';
import { raisedGame } from '../../test/raised-games.js';
import { DecisionRounds } from './decision-rounds.service.js';
import { DecisionsProcess } from './decisions.process.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const roll: TableAction = { kind: 'roll' };
const six = { kind: 'place', numbers: [6], amount: 60 };
const addSix: TableAction = { kind: 'bet', bets: [six] };
const cycleMs = 5000;

let casino: Casino;

beforeAll(async () => {
  casino = await Casino.open([await raisedGame('quayside-craps')]);
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(async () => {
  expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
  await casino.close();
});

const cashOf = async ({ playerId }: Sitter): Promise<number> =>
  (await casino.stack.bus.ask(readWallet, { playerId })).cash.amount;
const viewOf = ({ outcome }: PlayedRound): CrapsView => outcome as unknown as CrapsView;

/** A player whose clock runs on from roll to roll. */
class Shooter {
  private ahead = 0;

  private constructor(readonly sitter: Sitter) {}

  static async at(cash = 100_000): Promise<Shooter> {
    return new Shooter(await Sitter.at(casino, 'quayside-craps', cash));
  }

  later(ms = cycleMs): void {
    this.ahead += ms;
    casino.shift(this.sitter.playerId, this.ahead);
  }

  /** A key whose first rolls, or other actions, leave the round open. */
  keyOfOpen(
    rolls: number,
    actions: readonly TableAction[] = Array.from({ length: rolls }, () => roll),
    isWanted: (round: CrapsRound) => boolean = () => true,
  ): string {
    for (;;) {
      const key = newId();
      const round = this.foreseen(key, actions);
      if (round.table.payout === undefined && round.rolls.length === rolls && isWanted(round)) return key;
    }
  }

  /** What a key brings, up to the end of the round. */
  foreseen(key: string, actions: readonly TableAction[]): CrapsRound {
    for (let count = 0; ; count += 1) {
      const round = this.sitter.foresee(key, actions.slice(0, count)) as CrapsRound;
      if (count === actions.length || round.table.payout !== undefined) return round;
    }
  }

  async toTheEnd(from: PlayedRound): Promise<{ round: PlayedRound; actions: TableAction[] }> {
    const actions: TableAction[] = [];
    let round = from;
    while (round.open) {
      round = await this.sitter.act(round, roll);
      actions.push(roll);
      this.later();
    }
    return { round, actions };
  }
}

describe('a round of craps', () => {
  it('is rolled from the seeds until every bet is settled, with its proof and each roll in its statement', async () => {
    const shooter = await Shooter.at();
    const { sitter } = shooter;
    const key = shooter.keyOfOpen(1);
    const begun = await sitter.deal(key);
    expect(begun).toMatchObject({ stake: gbp(100), payout: gbp(0), balance: gbp(99_900) });
    expect(begun.open?.actions.map(({ kind }) => kind)).toEqual(['roll', 'bet']);
    const first = await sitter.act(begun, roll);
    expect(viewOf(first).rolls).toHaveLength(1);
    expect(first.outcome).not.toHaveProperty('draws');
    shooter.later();
    const added = await sitter.act(first, addSix);
    expect(added).toMatchObject({ stake: gbp(160), balance: gbp(99_840) });
    expect(viewOf(added).lying).toContainEqual(six);
    const { round, actions } = await shooter.toTheEnd(added);
    const taken = [roll, addSix, ...actions];
    const foreseen = sitter.foresee(key, taken) as CrapsRound;
    const payout = foreseen.table.payout ?? Number.NaN;
    expect(round).toMatchObject({
      ...{ payout: gbp(payout), netWin: gbp(payout - 160), balance: gbp(99_840 + payout) },
      outcome: { ...wired(sitter.game.table.view(sitter.game.definition, foreseen)), actions: taken },
    });
    expect(await cashOf(sitter)).toBe(99_840 + payout);
    const { roundId } = round;
    const { proof, checks } = await proven(casino, sitter, roundId);
    expect(checks.map(({ what, holds }) => [what, holds])).toEqual(allHold);
    expect(proof.actions).toEqual(taken);
    const told = await casino.stack.bus.ask(readRoundStatement, { playerId: sitter.playerId, roundId });
    expect(told.rederived).toBe('agrees');
    const rolls = told.sentences.filter((sentence) => sentence.startsWith('The dice showed'));
    expect(rolls).toHaveLength(taken.length - 1);
  });

  it('holds five seconds between two rolls, and between the last one and the next round (RTS 14G)', async () => {
    const shooter = await Shooter.at();
    const { sitter } = shooter;
    const first = await sitter.act(await sitter.deal(shooter.keyOfOpen(2)), roll);
    const tooSoon = { code: 'round_too_soon', retryAfterMs: expect.any(Number) as unknown };
    await expect(sitter.act(first, roll)).rejects.toMatchObject(tooSoon);
    shooter.later();
    const second = await sitter.act(first, roll);
    expect(Date.parse(second.nextRoundAt)).toBeGreaterThanOrEqual(Date.parse(first.nextRoundAt) + cycleMs);
    let round = second;
    while (round.open) {
      shooter.later();
      round = await sitter.act(round, roll);
    }
    await expect(sitter.deal(newId())).rejects.toMatchObject(tooSoon);
    shooter.later();
    expect((await sitter.deal(newId())).open).toBeDefined();
  });

  it('gives back what is taken down, whole and once, when it ends', async () => {
    const shooter = await Shooter.at();
    const { sitter } = shooter;
    // On the second roll there is a point, and neither it nor the six is decided.
    const key = shooter.keyOfOpen(2, [roll, addSix, roll], ({ table }) =>
      table.bets.some(({ kind }) => kind === 'place'),
    );
    let round = await sitter.act(await sitter.deal(key), roll);
    shooter.later();
    round = await sitter.act(round, addSix);
    const early = sitter.act(round, { kind: 'take-down', bets: [six] });
    await expect(early).rejects.toMatchObject({ code: 'action_not_allowed' });
    round = await sitter.act(round, roll);
    shooter.later();
    const part = sitter.act(round, { kind: 'take-down', bets: [{ ...six, amount: 30 }] });
    await expect(part).rejects.toMatchObject({
      code: 'action_not_allowed',
      detail: expect.stringContaining('60') as unknown,
    });
    const down = { kind: 'take-down', bets: [six] };
    const press = newId();
    const taken = await sitter.act(round, down, press);
    expect(await sitter.act(round, down, press)).toEqual(taken);
    expect(viewOf(taken)).toMatchObject({ returned: 60 });
    expect(viewOf(taken).lying).not.toContainEqual(six);
    const again = sitter.act(taken, down);
    await expect(again).rejects.toMatchObject({ code: 'action_not_allowed' });
    ({ round } = await shooter.toTheEnd(taken));
    const { settled } = viewOf(round).rolls.at(-1) ?? { settled: [] };
    expect(round.payout.amount).toBe(60 + (settled[0]?.payout ?? Number.NaN));
    expect(await cashOf(sitter)).toBe(99_840 + round.payout.amount);
  });

  it('answers the same keys with the same dice, and refuses other bets under them', async () => {
    const shooter = await Shooter.at();
    const { sitter } = shooter;
    const [key, thrown, added] = [shooter.keyOfOpen(1), newId(), newId()];
    const begun = await sitter.deal(key);
    const first = await sitter.act(begun, roll, thrown);
    expect(await sitter.act(begun, roll, thrown)).toEqual(first);
    const more = await sitter.act(first, addSix, added);
    expect(await sitter.act(first, addSix, added)).toEqual(more);
    const other = sitter.act(first, { kind: 'bet', bets: [{ ...six, amount: 120 }] }, added);
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(await cashOf(sitter)).toBe(99_840);
  });

  it('records of a request what its action uses, so that nothing else is sealed', async () => {
    const shooter = await Shooter.at();
    const { sitter } = shooter;
    const [thrown, added] = [newId(), newId()];
    const begun = await sitter.deal(shooter.keyOfOpen(1));
    const junk = { bets: Array.from({ length: 200 }, () => six), positions: [0, 1, 2, 3, 4] };
    const first = await sitter.act(begun, { ...roll, ...junk }, thrown);
    expect(first.outcome['actions']).toEqual([roll]);
    expect(await sitter.act(begun, { ...roll, ...junk }, thrown)).toEqual(first);
    const thrice = { kind: 'bet', bets: [six, six, six], positions: [0] };
    const more = await sitter.act(first, thrice, added);
    const asOne = { kind: 'bet', bets: [{ ...six, amount: 180 }] };
    expect(more).toMatchObject({ stake: gbp(280), outcome: { actions: [roll, asOne] } });
    expect(more.outcome['actions']).toEqual([roll, asOne]);
    expect(await sitter.act(first, thrice, added)).toEqual(more);
  });

  it('takes one of two rolls that come at once', async () => {
    const shooter = await Shooter.at();
    const { sitter } = shooter;
    const begun = await sitter.deal(shooter.keyOfOpen(1));
    const both = await Promise.allSettled([sitter.act(begun, roll), sitter.act(begun, roll)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { playerId } = sitter;
    const now = await casino.stack.bus.ask(readRound, { playerId, roundId: begun.roundId });
    expect((now.outcome as unknown as CrapsView).rolls).toHaveLength(1);
  });

  it('takes no bet at the wrong time, of no spot, or that the wallet refuses, and goes on as it was', async () => {
    const shooter = await Shooter.at(150);
    const { sitter } = shooter;
    const begun = await sitter.deal(shooter.keyOfOpen(1));
    const not = (bets: TableAction['bets']) => sitter.act(begun, { kind: 'bet', ...(bets ? { bets } : {}) });
    for (const bets of [
      [{ kind: 'come', amount: 100 }],
      [{ ...six, numbers: [7] }],
      [{ ...six, amount: 70 }],
      [],
    ])
      await expect(not(bets)).rejects.toMatchObject({ code: 'action_not_allowed' });
    await expect(not(undefined)).rejects.toMatchObject({ code: 'action_not_allowed' });
    const before = await casino.traces(sitter.playerId);
    await expect(not([six])).rejects.toMatchObject({ code: 'insufficient_funds' });
    expect(await casino.traces(sitter.playerId)).toBe(before);
    expect((await sitter.act(begun, roll)).open).toBeDefined();
  });

  it('is rolled on by its rules for a player who does not come back', async () => {
    const shooter = await Shooter.at();
    const { sitter } = shooter;
    const key = shooter.keyOfOpen(2);
    const { roundId } = await sitter.deal(key);
    shooter.later(11 * 60_000);
    await casino.games.app.get(DecisionsProcess, { strict: false }).sweep();
    const { playerId } = sitter;
    const ended = await casino.ended(playerId, roundId);
    const { table, rolls } = shooter.foreseen(
      key,
      Array.from({ length: 1000 }, () => roll),
    );
    expect(ended.outcome['actions']).toEqual(rolls.map(() => ({ kind: 'roll', byDefault: true })));
    expect(await cashOf(sitter)).toBe(99_900 + (table.payout ?? Number.NaN));
  });

  it('is rolled on by its rules where they were interrupted between two rolls', async () => {
    const shooter = await Shooter.at();
    const { sitter } = shooter;
    const { playerId } = sitter;
    const { roundId } = await sitter.deal(shooter.keyOfOpen(2));
    const rounds = casino.games.app.get(DecisionRounds, { strict: false });
    const append = rounds.append.bind(rounds);
    jest.spyOn(rounds, 'append').mockImplementationOnce((...args) => append(...args));
    jest.spyOn(rounds, 'append').mockRejectedValue(commonError('outcome_unknown'));
    shooter.later(11 * 60_000);
    const process = casino.games.app.get(DecisionsProcess, { strict: false });
    await process.sweep();
    jest.restoreAllMocks();
    const ended = await until('the round has ended', async () => {
      await process.sweep();
      const now = await casino.stack.bus.ask(readRound, { playerId, roundId });
      return now.open ? undefined : now;
    });
    const { actions } = ended.outcome as { actions: { byDefault?: true }[] };
    expect(actions.every(({ byDefault }) => byDefault)).toBe(true);
  });

  describe.each(['before', 'after'] as const)('whose process dies %s', (when) => {
    it.each([
      ['the bet is staked', false],
      ['the bet is staked', true],
      ['the bet is taken', false],
      ['the bet is taken', true],
    ])('%s (swept: %s) has it once', async (point, swept) => {
      const shooter = await Shooter.at();
      const { sitter } = shooter;
      const begun = await sitter.deal(shooter.keyOfOpen(1));
      const press = newId();
      dieAt(point === 'the bet is staked' ? 'stake' : 'append', when);
      await expect(sitter.act(begun, addSix, press)).rejects.toMatchObject({ code: 'outcome_unknown' });
      jest.restoreAllMocks();
      if (swept) await casino.games.app.get(DecisionsProcess, { strict: false }).sweep(0);
      const added = await sitter.act(begun, addSix, press);
      expect(added).toMatchObject({ stake: gbp(160), open: { step: 1 } });
      expect(await cashOf(sitter)).toBe(99_840);
    });
  });
});

/** Whoever is at work stops there for good. */
function dieAt(point: 'stake' | 'append', when: 'before' | 'after'): void {
  const stopped = async (work: () => Promise<unknown>): Promise<never> => {
    if (when === 'after') await work();
    throw commonError('outcome_unknown');
  };
  if (point === 'append') {
    const rounds = casino.games.app.get(DecisionRounds, { strict: false });
    const append = rounds.append.bind(rounds);
    jest.spyOn(rounds, 'append').mockImplementationOnce((...args) => stopped(() => append(...args)));
    return;
  }
  const bus = casino.games.app.get(Bus, { strict: false });
  const ask = bus.ask.bind(bus) as (...args: unknown[]) => Promise<unknown>;
  jest.spyOn(bus, 'ask').mockImplementation(((contract: { subject: string }, ...rest: unknown[]) => {
    const work = (): Promise<unknown> => ask(contract, ...rest);
    return contract.subject === placeStake.subject ? stopped(work) : work();
  }) as never);
}
