import { commonError, placeStake, readWallet, settleStakes } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { Sitter, wired } from '../../test/hands.js';
import { raisedGame } from '../../test/raised-games.js';
import { DecisionRounds } from './decision-rounds.service.js';
import { DecisionsProcess } from './decisions.process.js';

let casino: Casino;

beforeAll(async () => {
  casino = await Casino.open([await raisedGame('drift-three'), await raisedGame('high-heath-war')]);
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(async () => {
  expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
  await casino.close();
});

type When = 'before' | 'after';
/** A step by which a round goes on, and which call of it fails: the first is of the deal, the second of the double. */
type Point = [step: keyof typeof steps, call: 1 | 2, when: When];

const steps = {
  'the stake is placed': (work: Interrupt) => onAsk(placeStake.subject, work),
  'the round is paid': (work: Interrupt) => onAsk(settleStakes.subject, work),
  'the step is noted': (work: Interrupt) => onRow('begin', work),
  'the step is taken': (work: Interrupt) => onRow('append', work),
  'the end is noted': (work: Interrupt) => onRow('settled', work),
};

type Interrupt = (work: () => Promise<unknown>) => Promise<unknown>;

function onAsk(subject: string, interrupt: Interrupt): void {
  const bus = casino.games.app.get(Bus, { strict: false });
  const ask = bus.ask.bind(bus) as (...args: unknown[]) => Promise<unknown>;
  jest.spyOn(bus, 'ask').mockImplementation(((
    contract: { subject: string },
    body: object,
    ...rest: unknown[]
  ) => {
    const work = (): Promise<unknown> => ask(contract, body, ...rest);
    return contract.subject === subject && !('dryRun' in body) ? interrupt(work) : work();
  }) as never);
}

function onRow(name: 'begin' | 'append' | 'settled', interrupt: Interrupt): void {
  const rounds = casino.games.app.get(DecisionRounds, { strict: false });
  const write = rounds[name].bind(rounds) as (...args: unknown[]) => Promise<unknown>;
  jest
    .spyOn(rounds, name)
    .mockImplementation(((...args: unknown[]) => interrupt(() => write(...args))) as never);
}

/** Whoever is at work stops at the point for good; whoever comes next finds the rows and the ledger as they are. */
function dieAt([step, call, when]: Point): void {
  let count = 0;
  steps[step](async (work) => {
    count += 1;
    if (count !== call) return work();
    if (when === 'after') await work();
    throw commonError('outcome_unknown');
  });
}

const points: Point[] = (['before', 'after'] as const).flatMap((when): Point[] => [
  ['the stake is placed', 1, when],
  ['the step is taken', 1, when],
  ['the step is noted', 1, when],
  ['the stake is placed', 2, when],
  ['the step is taken', 2, when],
  ['the round is paid', 1, when],
  ['the end is noted', 1, when],
]);

describe.each(points)('a process that dies when %s (%i), %s it', (...point) => {
  it.each([
    ['the player asks again', false, 'mill-lane-blackjack', 'double'],
    ['another process looks', true, 'mill-lane-blackjack', 'double'],
    ['another process looks', true, 'drift-three', 'raise'],
    ['the player asks again', false, 'high-heath-war', 'go-to-war'],
  ])(
    'leaves a round that ends as it would have, once %s (swept: %s, %s by %s)',
    async (_, swept, gameId, kind) => {
      const sitter = await Sitter.at(casino, gameId);
      const [dealKey, doubleKey] = [sitter.keyOffering(kind), newId()];
      const { table, definition } = sitter.game;
      const foreseen = sitter.foresee(dealKey, [{ kind }]);
      const payout = table.payout(foreseen) ?? Number.NaN;
      dieAt(point);
      const resumed = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
        try {
          return await ask();
        } catch (error) {
          expect(error).toMatchObject({ code: 'outcome_unknown' });
          if (swept) await casino.games.app.get(DecisionsProcess, { strict: false }).sweep(0);
          return ask();
        }
      };
      const dealt = await resumed(() => sitter.deal(dealKey));
      const doubled = await resumed(() => sitter.act(dealt, { kind }, doubleKey));
      expect(doubled).toMatchObject({ stake: { amount: 200 }, payout: { amount: payout } });
      expect(doubled.outcome).toMatchObject(wired(table.view(definition, foreseen)));
      const { cash } = await casino.stack.bus.ask(readWallet, { playerId: sitter.playerId });
      expect(cash.amount).toBe(100_000 - 200 + payout);
      expect(doubled.balance).toEqual(cash);
      expect(await sitter.act(dealt, { kind }, doubleKey)).toEqual(doubled);
    },
  );
});

it('gives back what was staked for a round that its player never saw, unless the player asks again', async () => {
  const sitter = await Sitter.at(casino, 'kestrel-draw');
  const key = newId();
  dieAt(['the stake is placed', 1, 'before']);
  await expect(sitter.deal(key)).rejects.toMatchObject({ code: 'outcome_unknown' });
  await casino.games.app.get(DecisionsProcess, { strict: false }).sweep(0);
  const { cash } = await casino.stack.bus.ask(readWallet, { playerId: sitter.playerId });
  expect(cash.amount).toBe(100_000);
  const again = await sitter.deal(newId());
  expect(again.open).toBeDefined();
});

it('is left to whoever began it for longer than a request lasts, and not for ten seconds', async () => {
  const sitter = await Sitter.at(casino, 'mill-lane-blackjack');
  const { playerId } = sitter;
  dieAt(['the step is taken', 1, 'before']);
  await expect(sitter.deal(newId())).rejects.toMatchObject({ code: 'outcome_unknown' });
  const { admin } = casino.games.database;
  const state = async (): Promise<string | undefined> => {
    const rows = (await admin.query(`SELECT state FROM decision_rounds WHERE player_id = $1`, [
      playerId,
    ])) as { state: string }[];
    return rows[0]?.state;
  };
  const stateAfter = async (seconds: number): Promise<string | undefined> => {
    await admin.query(
      `UPDATE decision_rounds SET touched_at = clock_timestamp() - make_interval(secs => $2) WHERE player_id = $1`,
      [playerId, seconds],
    );
    await casino.games.app.get(DecisionsProcess, { strict: false }).sweep();
    return state();
  };
  expect(await stateAfter(2)).toBe('dealing');
  await stateAfter(8);
  // The process's own look may be at work on it.
  await until('it is undone', async () => (await state()) === 'undone');
  expect((await casino.stack.bus.ask(readWallet, { playerId })).cash.amount).toBe(100_000);
});
