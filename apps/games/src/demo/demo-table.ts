import type { PlayedRound } from '@croupier/contracts';
import { elapsedMs, type MoneyJson } from '@croupier/kernel';
import type { DecisionGame } from '../catalogue/table-game.js';
import { actionsOf, type DecisionRow, type Step, type TrailEntry } from '../decisions/decision-row.js';
import { isPaced } from '../decisions/pace.js';
import { answerAt, situationAfter } from '../decisions/played-decisions.js';
import type { Rules } from '../decisions/rules.js';
import { waitOf } from '../decisions/waits.js';
import type { ServerSeeds } from '../fairness/server-seeds.service.js';
import type { DemoHand, DemoSessionEntity } from './demo-session.entity.js';
import { playMoney } from './play-money.js';

/** The seeds of a demo: its own salt, and no part of the player. */
const seedsOf = ({ seedSalt }: DemoSessionEntity) => ({ salt: seedSalt, clientSeed: '', refusals: 0 });

/** A hand for play money, by the rules and the numbers of one for money. */
export class DemoTable {
  readonly rules: Rules;

  constructor(
    private readonly session: DemoSessionEntity,
    game: DecisionGame,
    readonly hand: DemoHand,
    server: ServerSeeds,
  ) {
    const { table, definition, minimumCycleMs } = game;
    const seeds = seedsOf(session);
    this.rules = {
      ...{ table, definition, minimumCycleMs },
      random: () => server.randomFor(seeds, hand.roundId),
      serverSeedHash: server.hashOf(session.seedSalt).toString('hex'),
    };
  }

  /** The hand as a round for money is kept, for all that is made of it. */
  get row(): DecisionRow {
    const { session, hand } = this;
    const { salt: seed_salt, clientSeed: client_seed, refusals } = seedsOf(session);
    return {
      ...{ player_id: session.playerId, round_id: hand.roundId, game_session_id: session.gameSessionId },
      ...{ game_id: session.gameId, definition_hash: hand.definitionHash, currency: session.currency },
      ...{
        bets: [...hand.bets],
        seed_salt,
        client_seed,
        refusals,
        state: hand.state,
        trail: [...hand.trail],
      },
      ...{
        started_at: new Date(hand.startedAt),
        decide_by: new Date(hand.until),
        opened_at: session.openedAt,
      },
      ...{ paced_at: null, channel: null, pending: null, voided: null, attempts: 0, version: 0 },
    };
  }

  /** The hand with a step more, and the play money that is left. `now` is on the player's clock, `at` is not. */
  after(
    { key, action, amount }: Step,
    { now, at }: { now: Date; at: Date },
  ): { hand: DemoHand; balance: number } {
    const { session, hand, rules } = this;
    const { row } = this;
    const { payout, state } = situationAfter(row, rules, [
      ...actionsOf(row.trail),
      ...(action ? [action] : []),
    ]);
    const balance = session.balance - amount + (payout ?? 0);
    const { shown, until } = waitOf(row.started_at, rules, state, now);
    const money = (value: number): MoneyJson => ({ amount: value, currency: session.currency });
    const entry: TrailEntry = {
      ...{ key, at: at.toISOString(), decideBy: shown.toISOString() },
      receipt: {
        balance: money(balance),
        bonus: money(0),
        version: 0,
        netPosition: money(balance - playMoney),
      },
      ...(action ? { action } : {}),
      ...(isPaced(rules, action) ? { pacedAt: now.toISOString() } : {}),
    };
    const ended = payout === undefined ? 'open' : 'settled';
    return {
      hand: { ...hand, state: ended, until: until.toISOString(), trail: [...hand.trail, entry] },
      balance,
    };
  }

  /** The answer to the step at an index of the trail. */
  answer(index: number): PlayedRound {
    const { hand, session } = this;
    const answer = answerAt(this.row, this.rules, index);
    return { ...answer, elapsedMs: elapsedMs(session.openedAt, hand.trail[index]?.at ?? ''), demo: true };
  }
}
