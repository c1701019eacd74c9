import {
  commonError,
  gamesError,
  type PlayedRound,
  type RoundRef,
  type TakeAction,
} from '@croupier/contracts';
import type { TableBet } from '@croupier/game-maths';
import { Clock, DomainError, invariant } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { PlayAccess } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Catalogue } from '../catalogue/catalogue.service.js';
import type { DecisionGame } from '../catalogue/table-game.js';
import { notAllowed, priceOf, recordedAs } from '../decisions/asked-action.js';
import { actionsOf, isSameAction, rulesKey, type Step } from '../decisions/decision-row.js';
import { checkPace, lastResultAt } from '../decisions/pace.js';
import { situationAfter } from '../decisions/played-decisions.js';
import { ServerSeeds } from '../fairness/server-seeds.service.js';
import { type DemoHand, DemoSessionEntity } from './demo-session.entity.js';
import { DemoTable } from './demo-table.js';

/** What a hand is dealt for. */
interface Deal {
  readonly key: string;
  readonly roundId: string;
  readonly bets: readonly TableBet<string>[];
  readonly stake: number;
}

/**
 * Rounds with decisions for play money: the reducer, the numbers, the time to decide and the pace of those for money. A hand is a
 * member of the player's demo, and each step one change of that row; a launch throws away what lies on the table.
 */
@Injectable()
export class DemoHands {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly access: PlayAccess,
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
    private readonly seeds: ServerSeeds,
  ) {}

  /**
   * The answer to the deal of the hand that was dealt last, if it was of this key. `session` is locked.
   * @throws DomainError `idempotency_key_reused` if that was another request
   */
  dealt(session: DemoSessionEntity, game: DecisionGame, { roundId, bets }: Deal): PlayedRound | undefined {
    const { hand } = session;
    if (hand?.roundId !== roundId || hand.definitionHash !== game.hash) return undefined;
    const text = (each: readonly TableBet<string>[]): string =>
      JSON.stringify(each.map(({ kind, numbers, amount }) => [kind, numbers, amount]));
    if (text(hand.bets) !== text(bets)) throw commonError('idempotency_key_reused');
    return this.tableOf(session, game).answer(0);
  }

  /** Ends a hand whose time is over. `session` is locked, and is as it is then. @throws DomainError `round_in_play` if it waits */
  async insistOnNone(manager: EntityManager, session: DemoSessionEntity, game: DecisionGame): Promise<void> {
    await this.decideIfOver(manager, session, game);
    const { hand, gameId } = session;
    if (hand?.state !== 'open') return;
    throw gamesError('round_in_play', { detail: `Round ${hand.roundId} of ${gameId} waits.` });
  }

  /** Deals a hand, for play money that is there. `session` is locked. */
  async deal(
    manager: EntityManager,
    session: DemoSessionEntity,
    game: DecisionGame,
    { key, roundId, bets, stake }: Deal,
  ): Promise<PlayedRound> {
    const startedAt = this.clock.nowFor(session.playerId).toISOString();
    session.hand = {
      ...{ roundId, definitionHash: game.hash, bets, startedAt, until: startedAt },
      ...{ state: 'open', trail: [] },
    };
    await this.take(manager, session, game, { key, amount: stake });
    return this.tableOf(session, game).answer(0);
  }

  /**
   * Takes a decision in the hand of a demo. A repeat of a request gets the answer to the first, until another hand is dealt.
   * Locks the player's demo. @throws DomainError `not_found`, `session_closed`, `action_not_allowed`, `round_moved_on`,
   * `round_too_soon`, `play_money_spent`, `idempotency_key_reused`; of one that stakes `play_blocked`
   */
  async act(request: TakeAction): Promise<PlayedRound> {
    const { playerId, idempotencyKey: key, step, action } = request;
    const receivedAt = this.clock.nowFor(playerId);
    // Asked before anything is locked, and held against what stakes alone.
    const blocked = await this.blockOf(playerId);
    const closed = gamesError('session_closed');
    return this.within(request, closed, async (manager, session, game) => {
      const table = this.tableOf(session, game);
      const { row, rules } = table;
      const taken = recordedAs(action, row, rules, receivedAt);
      const known = row.trail.findIndex((entry) => entry.key === key);
      if (known >= 0) {
        if (!isSameAction(row.trail[known]?.action, taken)) throw commonError('idempotency_key_reused');
        return table.answer(known);
      }
      // What runs on by itself goes by when the decision came.
      if (!rules.table.course) await this.decideIfOver(manager, session, game);
      if (session.hand?.state !== 'open') throw notAllowed('The round has ended.');
      if (row.trail.length - 1 !== step) throw gamesError('round_moved_on');
      checkPace(row, rules, taken, receivedAt);
      const amount = priceOf(rules, situationAfter(row, rules, actionsOf(row.trail)), taken);
      if (amount > 0 && blocked) throw blocked;
      if (amount > session.balance) throw gamesError('play_money_spent', { field: 'action' });
      await this.take(manager, session, game, { key, action: taken, amount });
      return this.tableOf(session, game).answer(row.trail.length);
    });
  }

  /** The hand as it is now: dealt or ended, until another one is dealt. @throws DomainError `not_found` */
  present(request: RoundRef): Promise<PlayedRound> {
    const closed = commonError('not_found', { field: 'roundId' });
    return this.within(request, closed, async (manager, session, game) => {
      await this.decideIfOver(manager, session, game);
      const table = this.tableOf(session, game);
      return table.answer(table.hand.trail.length - 1);
    });
  }

  private async blockOf(playerId: string): Promise<DomainError | undefined> {
    try {
      await this.access.insist(playerId);
      return undefined;
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  private within(
    { playerId, roundId }: RoundRef,
    closed: DomainError,
    work: (manager: EntityManager, session: DemoSessionEntity, game: DecisionGame) => Promise<PlayedRound>,
  ): Promise<PlayedRound> {
    return this.transactions.run(async (manager) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const session = await manager.findOne(DemoSessionEntity, { where: { playerId }, lock });
      if (session?.hand?.roundId !== roundId) throw commonError('not_found', { field: 'roundId' });
      const game = this.catalogue.find(session.gameId);
      // Another version has other rules, and nothing of worth lies on the table.
      const isOwn = game?.play === 'decisions' && game.hash === session.hand.definitionHash;
      if (session.closedAt || !isOwn) throw closed;
      return work(manager, session, game);
    });
  }

  /** Decides as the rules do if the time for it is over. */
  private async decideIfOver(
    manager: EntityManager,
    session: DemoSessionEntity,
    game: DecisionGame,
  ): Promise<void> {
    let { hand } = session;
    const now = this.clock.nowFor(session.playerId);
    if (!hand || new Date(hand.until) > now) return;
    while (hand.state === 'open') {
      const { row, rules } = this.tableOf(session, game);
      const { state } = situationAfter(row, rules, actionsOf(row.trail));
      const action = { ...rules.table.byDefault(rules.definition, state), byDefault: true as const };
      hand = await this.take(manager, session, game, { key: rulesKey, action, amount: 0 });
    }
  }

  /** Takes a step, and writes it down. `session` is locked, and is as it is then. */
  private async take(
    manager: EntityManager,
    session: DemoSessionEntity,
    game: DecisionGame,
    step: Step,
  ): Promise<DemoHand> {
    const clocks = { now: this.clock.nowFor(session.playerId), at: this.clock.now() };
    const { hand, balance } = this.tableOf(session, game).after(step, clocks);
    const start = lastResultAt({ started_at: new Date(hand.startedAt) }, hand.trail);
    const startsFrom = new Date(start.getTime() + game.minimumCycleMs);
    Object.assign(session, { hand, balance, startsFrom });
    await manager.query(
      `UPDATE demo_sessions SET balance = $2, hand = $3, starts_from = $4, last_round = NULL WHERE player_id = $1`,
      [session.playerId, balance, JSON.stringify(hand), startsFrom],
    );
    return hand;
  }

  private tableOf(session: DemoSessionEntity, game: DecisionGame): DemoTable {
    invariant(session.hand, 'a hand was dealt');
    return new DemoTable(session, game, session.hand, this.seeds);
  }
}
