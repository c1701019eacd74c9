import {
  commonError,
  openGameSession,
  readGame,
  readRound,
  readRoundStatement,
  readWallet,
  renewSeeds,
  settleStakes,
} from '@croupier/contracts';
import { type CrashDefinition, type CrashState, elapsedAt, multipleAt } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { checkLedger } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { Sitter } from '../../test/hands.js';
import { allHold, proven } from '../../test/proving.js';
import { raisedGame } from '../../test/raised-games.js';
import { DecisionRounds } from './decision-rounds.service.js';
import { DecisionsProcess } from './decisions.process.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const target = (multiple: number) => [{ kind: 'crash', numbers: [multiple], amount: 100 }];
const cashOut = { kind: 'cash-out' };
/** For how long after its end a round is left to the cash-outs that came before. */
const graceMs = 3000;

let casino: Casino;
let sweeps: { mockRestore(): void };

beforeAll(async () => {
  casino = await Casino.open([await raisedGame('cliff-kite')]);
});

// The process looks when a test says so.
beforeEach(() => {
  const rounds = casino.games.app.get(DecisionRounds, { strict: false });
  sweeps = jest.spyOn(rounds, 'due').mockResolvedValue([]);
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(async () => {
  expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
  await casino.close();
});

const sit = (who?: number): Promise<Sitter> => Sitter.at(casino, 'cliff-kite', who);
const kiteOf = ({ game }: Sitter): CrashDefinition => game.definition as unknown as CrashDefinition;
const cashOf = async ({ playerId }: Sitter): Promise<number> =>
  (await casino.stack.bus.ask(readWallet, { playerId })).cash.amount;
const sweep = async (): Promise<void> => {
  sweeps.mockRestore();
  const rounds = casino.games.app.get(DecisionRounds, { strict: false });
  const due = rounds.due.bind(rounds);
  // The process's own look would act beside this one.
  sweeps = jest
    .spyOn(rounds, 'due')
    .mockImplementation((asked) => (asked.graceMs === 0 ? due(asked) : Promise.resolve([])));
  await casino.games.app.get(DecisionsProcess, { strict: false }).sweep(0);
};
/** Rounds that come at least, or at most, so far. */
const reaching =
  (least: number, most = Infinity) =>
  (state: CrashState) =>
    state.crashAt >= least && state.crashAt <= most;

describe('a round of crash', () => {
  it('is cashed out at the multiple of the moment in which the wish came, by our clock alone', async () => {
    const sitter = await sit();
    const key = sitter.keyFor(reaching(1000));
    const begun = await sitter.deal(key);
    expect(begun).toMatchObject({ stake: gbp(100), payout: gbp(0), balance: gbp(99_900) });
    const { startedAt } = begun.outcome as { startedAt: string };
    // What the player is told of its end is that of the curve, not that of the round.
    expect(begun.open).toEqual({
      step: 0,
      actions: [{ kind: 'cash-out', stake: gbp(0) }],
      decideBy: new Date(Date.parse(startedAt) + 79_800).toISOString(),
    });
    for (const hidden of ['crashAt', 'draws', 'seeds']) expect(begun.outcome).not.toHaveProperty(hidden);
    casino.shift(sitter.playerId, 4000);
    const ended = await sitter.act(begun, { ...cashOut, elapsedMs: 8000 });
    const { actions, cashedAt } = ended.outcome as unknown as CrashState & {
      actions: { elapsedMs: number }[];
    };
    const elapsedMs = actions[0]?.elapsedMs ?? Number.NaN;
    expect(elapsedMs).toBeGreaterThanOrEqual(4000);
    expect(elapsedMs).not.toBe(8000);
    expect(cashedAt).toBe(multipleAt(kiteOf(sitter), elapsedMs));
    expect(ended.open).toBeUndefined();
    expect(ended.payout).toEqual(gbp(cashedAt ?? 0));
    expect(await cashOf(sitter)).toBe(99_900 + ended.payout.amount);

    const { roundId } = ended;
    const { proof, checks } = await proven(casino, sitter, roundId);
    expect(checks.map(({ what, holds }) => [what, holds])).toEqual(allHold);
    expect(proof.actions).toEqual([{ kind: 'cash-out', elapsedMs }]);
    const told = await casino.stack.bus.ask(readRoundStatement, { playerId: sitter.playerId, roundId });
    expect(told.rederived).toBe('agrees');
    expect(told.sentences.join(' ')).toContain(
      `Your cash-out reached us ${(elapsedMs / 1000).toFixed(3)} s after the start.`,
    );
  });

  it('is lost by a cash-out that comes after the crash', async () => {
    const sitter = await sit();
    const begun = await sitter.deal(sitter.keyFor(reaching(110, 150)));
    casino.shift(sitter.playerId, elapsedAt(kiteOf(sitter), 151));
    const ended = await sitter.act(begun, cashOut);
    expect(ended).toMatchObject({ payout: gbp(0), netWin: gbp(-100), balance: gbp(99_900) });
    expect(ended.outcome).not.toHaveProperty('cashedAt');
  });

  it('is paid for a cash-out that came before the crash, whoever looks between its crash and the payment', async () => {
    const sitter = await sit();
    const { playerId } = sitter;
    const key = sitter.keyFor(reaching(1000));
    const begun = await sitter.deal(key);
    const { startedAt } = begun.outcome as { startedAt: string };
    const crashMs = elapsedAt(kiteOf(sitter), (sitter.foresee(key, []) as CrashState).crashAt);
    // Long before it for a machine that stands still, too.
    casino.shift(playerId, crashMs - 20_000);
    const rounds = casino.games.app.get(DecisionRounds, { strict: false });
    const append = rounds.append.bind(rounds);
    jest.spyOn(rounds, 'append').mockImplementationOnce(async (...step) => {
      casino.shift(playerId, Date.parse(startedAt) + crashMs + 1 - Date.now());
      expect(
        (await casino.stack.bus.ask(readRound, { playerId, roundId: begun.roundId })).open,
      ).toBeDefined();
      await sweep();
      return append(...step);
    });
    const ended = await sitter.act(begun, cashOut);
    const { actions } = ended.outcome as { actions: { elapsedMs: number }[] };
    const elapsedMs = actions[0]?.elapsedMs ?? Number.NaN;
    expect(elapsedMs).toBeLessThan(crashMs);
    expect(ended.payout).toEqual(gbp(multipleAt(kiteOf(sitter), elapsedMs)));
    expect(await cashOf(sitter)).toBe(99_900 + ended.payout.amount);
  });

  it('that never flies ends with its start', async () => {
    const sitter = await sit();
    const begun = await sitter.deal(sitter.keyFor(reaching(0, 99)));
    expect(begun).toMatchObject({ payout: gbp(0), balance: gbp(99_900) });
    expect(begun.open).toBeUndefined();
  });

  it('is cashed out by itself at the target, not before, though nobody is there', async () => {
    const sitter = await sit();
    const { playerId } = sitter;
    const { roundId } = await sitter.deal(sitter.keyFor(reaching(150), target(150)), target(150));
    casino.shift(playerId, 2000);
    await sweep();
    expect((await casino.stack.bus.ask(readRound, { playerId, roundId })).open).toBeDefined();
    casino.shift(playerId, 4000 + graceMs);
    await sweep();
    expect(await cashOf(sitter)).toBe(99_900 + 150);
    const ended = await casino.stack.bus.ask(readRound, { playerId, roundId });
    expect(ended).toMatchObject({
      payout: gbp(150),
      outcome: { actions: [{ kind: 'run-out', byDefault: true }] },
    });
  });

  it('ends with the crash where that comes before the target, and shows it to whoever looks', async () => {
    const sitter = await sit();
    const { playerId } = sitter;
    const key = sitter.keyFor(reaching(110, 140), target(5000));
    const { roundId } = await sitter.deal(key, target(5000));
    const read = () => casino.stack.bus.ask(readRound, { playerId, roundId });
    expect((await read()).open).toBeDefined();
    casino.shift(playerId, elapsedAt(kiteOf(sitter), 141) + graceMs);
    expect(await read()).toMatchObject({
      payout: gbp(0),
      outcome: { crashAt: (sitter.foresee(key, [], target(5000)) as CrashState).crashAt },
    });
    expect((await read()).open).toBeUndefined();
    const late = sitter.act(
      { ...(await read()), open: { step: 0, actions: [], decideBy: '' } } as never,
      cashOut,
    );
    await expect(late).rejects.toMatchObject({ code: 'action_not_allowed' });
  });

  it('is ended though a hundred older rounds cannot be, which go to the end of the queue', async () => {
    const sitter = await sit();
    const { playerId } = sitter;
    const { roundId } = await sitter.deal(sitter.keyFor(reaching(150), target(150)), target(150));
    const { admin } = casino.games.database;
    // Rounds that are to be settled and have not come to an end.
    const stuck = (await admin.query(
      `INSERT INTO decision_rounds (player_id, round_id, game_session_id, game_id, definition_hash, currency, bets, seed_salt,
           client_seed, refusals, started_at, decide_by, state, trail, touched_at)
       SELECT gen_random_uuid(), gen_random_uuid(), game_session_id, game_id, definition_hash, currency, bets, seed_salt,
              client_seed, refusals, started_at, decide_by, 'settling', trail, touched_at - interval '1 hour'
         FROM decision_rounds, generate_series(1, 100) WHERE player_id = $1
       RETURNING round_id`,
      [playerId],
    )) as { round_id: string }[];
    const roundIds = stuck.map((row) => row.round_id);
    casino.shift(playerId, 4000 + graceMs);
    await sweep();
    const [{ waiting }] = (await admin.query(
      `WITH gone AS (DELETE FROM decision_rounds WHERE round_id = ANY ($1) RETURNING touched_at)
       SELECT count(*) FILTER (WHERE touched_at < clock_timestamp() - interval '30 minutes')::integer AS waiting FROM gone`,
      [roundIds],
    )) as [{ waiting: number }];
    expect(roundIds).toHaveLength(100);
    expect(waiting).toBe(0);
    const [{ state }] = (await admin.query(`SELECT state FROM decision_rounds WHERE round_id = $1`, [
      roundId,
    ])) as [{ state: string }];
    expect(state).toBe('settled');
    expect(await cashOf(sitter)).toBe(99_900 + 150);
  });

  it('answers the same keys the same, whenever they come again', async () => {
    const sitter = await sit();
    const [key, press] = [sitter.keyFor(reaching(1000)), newId()];
    const begun = await sitter.deal(key);
    expect(await sitter.deal(key)).toEqual(begun);
    casino.shift(sitter.playerId, 3000);
    const ended = await sitter.act(begun, cashOut, press);
    casino.shift(sitter.playerId, 60_000);
    expect(await sitter.act(begun, cashOut, press)).toEqual(ended);
    expect(await sitter.deal(key)).toEqual(begun);
    const other = sitter.deal(key, target(150));
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('takes one of two cash-outs that come at once, and pays it once', async () => {
    const sitter = await sit();
    const begun = await sitter.deal(sitter.keyFor(reaching(1000)));
    const both = await Promise.allSettled([sitter.act(begun, cashOut), sitter.act(begun, cashOut)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [won] = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(await cashOf(sitter)).toBe(99_900 + (won?.payout.amount ?? Number.NaN));
  });

  it('is one at a time, and begins five seconds after the one before (RTS 14G)', async () => {
    const sitter = await sit();
    const begun = await sitter.deal(sitter.keyFor(reaching(1000)));
    await expect(sitter.deal(newId())).rejects.toMatchObject({ code: 'round_in_play' });
    await sitter.act(begun, cashOut);
    await expect(sitter.deal(newId())).rejects.toMatchObject({ code: 'round_too_soon' });
    casino.shift(sitter.playerId, 5000);
    expect((await sitter.deal(newId())).stake).toEqual(gbp(100));
  });

  it('keeps nothing waiting once its time is over, also before the process looks', async () => {
    const sitter = await sit();
    const { playerId, gameSessionId } = sitter;
    const { bus } = casino.stack;
    const crashed = async (): Promise<void> => {
      await sitter.deal(sitter.keyFor(reaching(135, 140)));
      ahead += elapsedAt(kiteOf(sitter), 141);
      casino.shift(playerId, ahead);
    };
    let ahead = 0;
    const waits = { code: 'round_in_play' };
    await crashed();
    // Cash-outs that came before may still be on their way.
    await expect(sitter.deal(newId())).rejects.toMatchObject(waits);
    ahead += graceMs;
    casino.shift(playerId, ahead);
    await crashed();
    ahead += graceMs;
    casino.shift(playerId, ahead);
    expect((await bus.ask(renewSeeds, { playerId, gameSessionId })).current).toBeDefined();
    const other = await Sitter.at(casino, 'cliff-kite', playerId);
    ahead += 5000;
    casino.shift(playerId, ahead);
    await other.deal(other.keyFor(reaching(110, 140)));
    ahead += elapsedAt(kiteOf(other), 141) + graceMs;
    casino.shift(playerId, ahead);
    const elsewhere = await bus.ask(openGameSession, { playerId, gameId: 'mill-lane-blackjack' });
    expect(elsewhere.openRoundId).toBeUndefined();
    expect(await cashOf(sitter)).toBe(99_700);
  });

  it('takes one bet, at a target that it has', async () => {
    const sitter = await sit();
    const refused = { code: 'bets_not_accepted' };
    await expect(sitter.deal(newId(), target(151))).rejects.toMatchObject(refused);
    await expect(sitter.deal(newId(), [...target(150), ...target(200)])).rejects.toMatchObject(refused);
    await expect(sitter.deal(newId(), 150)).rejects.toMatchObject(refused);
    const begun = await sitter.deal(sitter.keyFor(reaching(1000)));
    const wish = sitter.act(begun, { kind: 'constructor' });
    await expect(wish).rejects.toMatchObject({ code: 'action_not_allowed' });
    const forced = sitter.act(begun, { kind: 'run-out' });
    await expect(forced).rejects.toMatchObject({ code: 'action_not_allowed' });
  });

  it('is shown in the catalogue by the one return of all its multiples', async () => {
    const detail = await casino.stack.bus.ask(readGame, { gameId: 'cliff-kite' });
    expect(detail).toMatchObject({
      kind: 'crash',
      minimumCycleMs: 5000,
      returnToPlayer: { ratio: '0.99000000' },
    });
    expect(new Set(detail.returns?.map(({ edge }) => edge))).toEqual(new Set(['1/100']));
  });
});

describe('a process that dies in a round of crash', () => {
  const dying = (subject: string): void => {
    const bus = casino.games.app.get(Bus, { strict: false });
    const ask = bus.ask.bind(bus) as (...args: unknown[]) => Promise<unknown>;
    jest
      .spyOn(bus, 'ask')
      .mockImplementation(((contract: { subject: string }, ...rest: unknown[]) =>
        contract.subject === subject
          ? Promise.reject(commonError('outcome_unknown'))
          : ask(contract, ...rest)) as never);
  };

  it('after the cash-out was taken leaves it at the moment in which it came', async () => {
    const sitter = await sit();
    const press = newId();
    const begun = await sitter.deal(sitter.keyFor(reaching(1000)));
    casino.shift(sitter.playerId, 3000);
    dying(settleStakes.subject);
    await expect(sitter.act(begun, cashOut, press)).rejects.toMatchObject({ code: 'outcome_unknown' });
    jest.restoreAllMocks();
    casino.shift(sitter.playerId, 70_000);
    await sweep();
    const ended = await sitter.act(begun, cashOut, press);
    const { actions } = ended.outcome as { actions: { elapsedMs: number }[] };
    expect(actions[0]?.elapsedMs).toBeLessThan(60_000);
    expect(ended.payout).toEqual(gbp(multipleAt(kiteOf(sitter), actions[0]?.elapsedMs ?? 0)));
    expect(await cashOf(sitter)).toBe(99_900 + ended.payout.amount);
  });

  it('leaves where it crashes and when it began to whatever process goes on with it', async () => {
    const sitter = await sit();
    const key = sitter.keyFor(reaching(200), target(200));
    const begun = await sitter.deal(key, target(200));
    const replica = await casino.replica();
    casino.shift(sitter.playerId, 8000 + graceMs);
    // The first process is as good as dead: it looks no more.
    await replica.app.get(DecisionsProcess, { strict: false }).sweep(0);
    const ended = await casino.ended(sitter.playerId, begun.roundId);
    expect(await cashOf(sitter)).toBe(99_900 + 200);
    const { startedAt } = begun.outcome as { startedAt: string };
    const { crashAt } = sitter.foresee(key, [], target(200)) as CrashState;
    expect(ended).toMatchObject({ payout: gbp(200), outcome: { startedAt, crashAt, cashedAt: 200 } });
  });
});
