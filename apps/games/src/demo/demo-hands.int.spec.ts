import {
  type GameSession,
  gameSessionOpened,
  listRounds,
  openGameSession,
  type PlayedRound,
  readProof,
  readRound,
  readRoundStatement,
} from '@croupier/contracts';
import {
  type CrashState,
  multipleAt,
  playedOn,
  type TableAction,
  type TableDefinition,
} from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { wired } from '../../test/hands.js';
import { raisedGame } from '../../test/raised-games.js';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { type DecisionGame } from '../catalogue/table-game.js';
import { ServerSeeds } from '../fairness/server-seeds.service.js';
import { roundIdOf } from '../rounds/round-id.js';
import { DemoHands } from './demo-hands.service.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const money = 10_000;
const minuteMs = 60_000;

let casino: Casino;

beforeAll(async () => {
  casino = await Casino.open([await raisedGame('cliff-kite'), await raisedGame('quayside-craps')]);
});

afterAll(async () => {
  expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
  await casino.close();
});

/** Somebody without any money who tries a game, and knows from the seeds what each key brings. */
class Visitor {
  private constructor(
    readonly playerId: string,
    readonly session: GameSession,
    readonly game: DecisionGame,
    private readonly salt: Buffer,
  ) {}

  static async at(gameId: string, playerId: string = newId()): Promise<Visitor> {
    const session = await casino.stack.bus.ask(openGameSession, { playerId, gameId, mode: 'demo' });
    const game = casino.games.app.get(Catalogue, { strict: false }).get(gameId);
    if (game.play !== 'decisions') throw new Error(`${gameId} has no decisions`);
    const [row] = (await casino.games.database.admin.query(
      `SELECT seed_salt FROM demo_sessions WHERE player_id = $1`,
      [playerId],
    )) as [{ seed_salt: Buffer }];
    return new Visitor(playerId, session, game, row.seed_salt);
  }

  foresee(key: string, actions: readonly TableAction[]): unknown {
    const { table, definition } = this.game;
    const seeds = { salt: this.salt, clientSeed: '', refusals: 0 };
    const server = casino.games.app.get(ServerSeeds, { strict: false });
    const random = server.randomFor(seeds, roundIdOf(this.playerId, `demo:${key}`));
    const bets = [{ kind: table.mainBet, numbers: [], amount: 100 }];
    return playedOn(table, definition as TableDefinition, { bets, actions, random, currency: 'GBP' });
  }

  keyFor<State>(isWanted: (state: State) => boolean): string {
    for (;;) {
      const key = newId();
      if (isWanted(this.foresee(key, []) as State)) return key;
    }
  }

  keyOffering(kind: string): string {
    const { table, definition } = this.game;
    return this.keyFor((state) => table.actions(definition, state).some((each) => each.kind === kind));
  }

  deal(idempotencyKey: string): Promise<PlayedRound> {
    const { playerId, session } = this;
    return casino.play({ playerId, gameSessionId: session.gameSessionId, idempotencyKey });
  }

  act(
    { roundId, open }: PlayedRound,
    action: TableAction,
    idempotencyKey: string = newId(),
  ): Promise<PlayedRound> {
    const asked = { playerId: this.playerId, roundId, step: open?.step ?? 0, idempotencyKey };
    return casino.act({ ...asked, action: wired(action) as { kind: string } });
  }

  read(roundId: string) {
    return casino.stack.bus.ask(readRound, { playerId: this.playerId, roundId });
  }

  async set(balance: number): Promise<void> {
    await casino.games.database.admin.query(`UPDATE demo_sessions SET balance = $2 WHERE player_id = $1`, [
      this.playerId,
      balance,
    ]);
  }
}

describe('a hand for play money', () => {
  it('is dealt, doubled and paid by the seeds, as one for money is', async () => {
    const visitor = await Visitor.at('mill-lane-blackjack');
    expect(visitor.session).toMatchObject({ mode: 'demo', playMoney: gbp(money), minimumCycleMs: 5000 });
    const key = visitor.keyOffering('double');
    const dealt = await visitor.deal(key);
    expect(dealt).toMatchObject({
      demo: true,
      stake: gbp(100),
      balance: gbp(money - 100),
      netPosition: gbp(-100),
    });
    expect(dealt.open?.step).toBe(0);
    expect(dealt.outcome).not.toHaveProperty('draws');
    const { roundId } = dealt;
    expect(await visitor.read(roundId)).toMatchObject({
      demo: true,
      open: dealt.open,
      outcome: dealt.outcome,
    });
    const doubled = await visitor.act(dealt, { kind: 'double' });
    const { table, definition } = visitor.game;
    const foreseen = visitor.foresee(key, [{ kind: 'double' }]);
    const payout = table.payout(foreseen) ?? Number.NaN;
    expect(doubled).toMatchObject({
      ...{ demo: true, stake: gbp(200), payout: gbp(payout), netWin: gbp(payout - 200) },
      ...{ balance: gbp(money - 200 + payout), bonus: gbp(0), netPosition: gbp(payout - 200) },
      outcome: wired(table.view(definition, foreseen)),
    });
    expect(doubled.open).toBeUndefined();
    expect(await visitor.read(roundId)).toMatchObject({ payout: gbp(payout) });
    await expect(visitor.deal(newId())).rejects.toMatchObject({ code: 'round_too_soon' });
    casino.shift(visitor.playerId, 5000);
    const next = await visitor.deal(visitor.keyOffering('double'));
    expect(next.balance).toEqual(gbp(money - 300 + payout));
    await expect(visitor.read(roundId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is told to nobody, and kept in no ledger and no history', async () => {
    const visitor = await Visitor.at('kestrel-draw', await casino.player(0));
    const { playerId } = visitor;
    const told: string[] = [];
    const all = casino.stack.broker.connection.subscribe('evt.>', {
      callback: (_error, message) => {
        if (message.string().includes(playerId)) told.push(message.subject);
      },
    });
    const dealt = await visitor.deal(newId());
    const { roundId } = await visitor.act(dealt, { kind: 'hold', positions: [0] });
    // The fact of a launch for money comes after all that the demo could have told.
    await casino.session(playerId);
    await until('that fact is told', () => told.includes(gameSessionOpened.subject));
    all.unsubscribe();
    expect(new Set(told)).toEqual(new Set([gameSessionOpened.subject]));
    expect(await casino.traces(playerId)).toBe(0);
    const { bus } = casino.stack;
    expect((await bus.ask(listRounds, { playerId })).data).toEqual([]);
    const rows: unknown = await casino.games.database.admin.query(
      `SELECT FROM decision_rounds WHERE player_id = $1`,
      [playerId],
    );
    expect(rows).toEqual([]);
    for (const ask of [readRound, readProof, readRoundStatement])
      await expect(bus.ask(ask as typeof readRound, { playerId, roundId })).rejects.toMatchObject({
        code: 'not_found',
      });
  });

  it('has no proof and no statement, also while it is played', async () => {
    const visitor = await Visitor.at('kestrel-draw');
    const { roundId } = await visitor.deal(newId());
    const { playerId } = visitor;
    const notFound = { code: 'not_found' };
    await expect(casino.stack.bus.ask(readProof, { playerId, roundId })).rejects.toMatchObject(notFound);
    const told = casino.stack.bus.ask(readRoundStatement, { playerId, roundId });
    await expect(told).rejects.toMatchObject(notFound);
    const other = { playerId: newId(), roundId };
    await expect(casino.stack.bus.ask(readRound, other)).rejects.toMatchObject(notFound);
  });

  it('answers the same keys the same, from whatever process, and moves play money once', async () => {
    const visitor = await Visitor.at('mill-lane-blackjack');
    const [key, press] = [visitor.keyOffering('double'), newId()];
    const dealt = await visitor.deal(key);
    expect(await visitor.deal(key)).toEqual(dealt);
    const doubled = await visitor.act(dealt, { kind: 'double' }, press);
    expect(await visitor.act(dealt, { kind: 'double' }, press)).toEqual(doubled);
    expect(await visitor.deal(key)).toEqual(dealt);
    const replica = await casino.replica();
    const again = await replica.app.get(DemoHands, { strict: false }).act({
      ...{ playerId: visitor.playerId, roundId: dealt.roundId, step: 0, idempotencyKey: press },
      action: { kind: 'double' },
    });
    expect(wired(again)).toEqual(doubled);
    const other = visitor.act(dealt, { kind: 'stand' }, press);
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('takes no decision after its time, and is another round than one for money of the same key', async () => {
    const visitor = await Visitor.at('mill-lane-blackjack');
    const key = visitor.keyOffering('stand');
    const dealt = await visitor.deal(key);
    expect(dealt.roundId).not.toBe(roundIdOf(visitor.playerId, key));
    casino.shift(visitor.playerId, 11 * minuteMs);
    const late = visitor.act(dealt, { kind: 'stand' });
    await expect(late).rejects.toMatchObject({ code: 'action_not_allowed' });
    expect((await visitor.read(dealt.roundId)).outcome['actions']).toMatchObject([{ byDefault: true }]);
  });

  it('takes nothing that stakes from whoever may not play, and lets the hand be ended', async () => {
    const visitor = await Visitor.at('mill-lane-blackjack');
    const dealt = await visitor.deal(visitor.keyOffering('double'));
    casino.access.set(visitor.playerId, { allowed: false, reasons: ['self_exclusion'] });
    await expect(visitor.act(dealt, { kind: 'double' })).rejects.toMatchObject({ code: 'play_blocked' });
    expect((await visitor.act(dealt, { kind: 'stand' })).open).toBeUndefined();
  });

  it('takes one of two decisions that come at once', async () => {
    const visitor = await Visitor.at('mill-lane-blackjack');
    const dealt = await visitor.deal(visitor.keyOffering('double'));
    const both = await Promise.allSettled([
      visitor.act(dealt, { kind: 'double' }),
      visitor.act(dealt, { kind: 'double' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await visitor.read(dealt.roundId)).stake).toEqual(gbp(200));
  });

  it('refuses what is not offered, what was seen elsewhere, and what play money does not cover', async () => {
    const visitor = await Visitor.at('mill-lane-blackjack');
    const dealt = await visitor.deal(visitor.keyOffering('double'));
    const notAllowed = { code: 'action_not_allowed' };
    await expect(visitor.act(dealt, { kind: 'insure' })).rejects.toMatchObject(notAllowed);
    const later = { ...dealt, open: { step: 1, actions: [], decideBy: '' } };
    await expect(visitor.act(later, { kind: 'stand' })).rejects.toMatchObject({ code: 'round_moved_on' });
    await visitor.set(99);
    const spent = visitor.act(dealt, { kind: 'double' });
    await expect(spent).rejects.toMatchObject({ code: 'play_money_spent' });
    await visitor.act(dealt, { kind: 'stand' });
    await expect(visitor.act(dealt, { kind: 'stand' })).rejects.toMatchObject(notAllowed);
    casino.shift(visitor.playerId, 5000);
    await visitor.set(99);
    await expect(visitor.deal(newId())).rejects.toMatchObject({ code: 'play_money_spent' });
  });

  it('keeps the next one waiting until its time is over, when the rules decide it', async () => {
    const visitor = await Visitor.at('kestrel-draw');
    const { playerId, game } = visitor;
    const key = newId();
    const dealt = await visitor.deal(key);
    casino.shift(playerId, 9 * minuteMs);
    const waits = { code: 'round_in_play', detail: expect.stringContaining(dealt.roundId) as unknown };
    await expect(visitor.deal(newId())).rejects.toMatchObject(waits);
    expect((await visitor.read(dealt.roundId)).open).toBeDefined();
    casino.shift(playerId, 11 * minuteMs);
    const best = game.table.byDefault(game.definition, visitor.foresee(key, []));
    const payout = game.table.payout(visitor.foresee(key, [best])) ?? Number.NaN;
    expect((await visitor.deal(newId())).balance).toEqual(gbp(money - 200 + payout));
  });

  it('ends by its rules for whoever looks at it after its time', async () => {
    const visitor = await Visitor.at('kestrel-draw');
    const key = newId();
    const { roundId } = await visitor.deal(key);
    casino.shift(visitor.playerId, 11 * minuteMs);
    const best = visitor.game.table.byDefault(visitor.game.definition, visitor.foresee(key, []));
    const ended = await visitor.read(roundId);
    expect(ended.open).toBeUndefined();
    expect(ended.outcome['actions']).toEqual([{ ...best, byDefault: true }]);
  });

  it('is thrown away with its game, whatever is opened then', async () => {
    const playerId = await casino.player();
    const before = await casino.traces(playerId);
    const visitor = await Visitor.at('mill-lane-blackjack', playerId);
    const dealt = await visitor.deal(visitor.keyOffering('stand'));
    const again = await Visitor.at('mill-lane-blackjack', playerId);
    expect(again.session.playMoney).toEqual(gbp(money));
    await expect(visitor.act(dealt, { kind: 'stand' })).rejects.toMatchObject({ code: 'not_found' });
    casino.shift(playerId, 5000);
    const second = await again.deal(again.keyOffering('stand'));
    await casino.session(playerId);
    await expect(again.act(second, { kind: 'stand' })).rejects.toMatchObject({ code: 'session_closed' });
    await expect(again.read(second.roundId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await casino.traces(playerId)).toBe(before);
  });

  it('only says whether the stake would pass', async () => {
    const visitor = await Visitor.at('mill-lane-blackjack');
    const { playerId, session } = visitor;
    const asked = { playerId, gameSessionId: session.gameSessionId, dryRun: true };
    expect(await casino.play(asked)).toMatchObject({ outcome: {}, demo: true });
    const key = visitor.keyOffering('stand');
    const dealt = await visitor.deal(key);
    await expect(casino.play({ ...asked, idempotencyKey: key })).rejects.toMatchObject({
      code: 'round_in_play',
    });
    expect((await visitor.read(dealt.roundId)).open).toBeDefined();
  });
});

describe('a demo of a game', () => {
  it('that crashes is cashed out by our clock, and ends by itself', async () => {
    const visitor = await Visitor.at('cliff-kite');
    const definition = visitor.game.definition as never;
    const begun = await visitor.deal(visitor.keyFor(({ crashAt }: CrashState) => crashAt >= 1000));
    expect(begun.outcome).not.toHaveProperty('crashAt');
    casino.shift(visitor.playerId, 4000);
    const ended = await visitor.act(begun, { kind: 'cash-out', elapsedMs: 0 });
    const { actions } = ended.outcome as { actions: { elapsedMs: number }[] };
    const elapsedMs = actions[0]?.elapsedMs ?? Number.NaN;
    expect(elapsedMs).toBeGreaterThanOrEqual(4000);
    expect(ended.payout).toEqual(gbp(multipleAt(definition, elapsedMs)));
    casino.shift(visitor.playerId, 10_000);
    const key = visitor.keyFor(({ crashAt }: CrashState) => crashAt >= 100 && crashAt < 200);
    const { roundId } = await visitor.deal(key);
    casino.shift(visitor.playerId, 20_000);
    const crashed = await visitor.read(roundId);
    expect(crashed).toMatchObject({ demo: true, payout: gbp(0) });
    expect(crashed.open).toBeUndefined();
  });

  it('of dice holds five seconds between two rolls, and between the last and the next round', async () => {
    const visitor = await Visitor.at('quayside-craps');
    const roll = { kind: 'roll' };
    const key = visitor.keyFor(() => true);
    let round = await visitor.deal(key);
    let ahead = 0;
    for (let rolls = 0; round.open; rolls += 1) {
      round = await visitor.act(round, roll);
      const soon = round.open ? visitor.act(round, roll) : visitor.deal(newId());
      await expect(soon).rejects.toMatchObject({ code: 'round_too_soon' });
      ahead += 5000;
      casino.shift(visitor.playerId, ahead);
      expect((round.outcome as { rolls: unknown[] }).rolls).toHaveLength(rolls + 1);
    }
    expect(round.balance).toEqual(gbp(money - 100 + round.payout.amount));
  });
});
