import {
  commonError,
  gamesError,
  type GameSessionRef,
  type PlayedRound,
  type PlayRound,
  walletError,
} from '@croupier/contracts';
import { isStakeOffered, type TableBet } from '@croupier/game-maths';
import { Clock, elapsedMs, type MoneyJson } from '@croupier/kernel';
import { checkRefusal, TransactionRunner } from '@croupier/persistence';
import { PlayAccess } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { type Game, isOfferedAsDemo } from '../catalogue/game.js';
import { type SlotGame } from '../catalogue/slot-game.js';
import { type TableGame } from '../catalogue/table-game.js';
import { ServerSeeds } from '../fairness/server-seeds.service.js';
import { betsOf } from '../rounds/bets-of.js';
import { roundIdOf } from '../rounds/round-id.js';
import { RecordLimits } from '../rounds/record-limits.service.js';
import { drawFromSeeds } from '../rounds/seeded-draw.js';
import { isDrawnFor } from '../rounds/sealed-outcome.js';
import { DemoHands } from './demo-hands.service.js';
import { DemoSessionEntity } from './demo-session.entity.js';
import { playMoney } from './play-money.js';

type Bets = readonly TableBet<string>[];

interface Start {
  readonly roundId: string;
  readonly stake: MoneyJson;
  /** On the player's clock. */
  readonly startedAt: Date;
}

/**
 * Rounds for play money: the definition, the engine and the generator of rounds for money, the same cycle and cap, and no wallet.
 * Nothing of them leaves this row, so that no figure, bonus, jackpot or history can count them.
 */
@Injectable()
export class DemoRounds {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly access: PlayAccess,
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
    private readonly seeds: ServerSeeds,
    private readonly hands: DemoHands,
    private readonly limits: RecordLimits,
  ) {}

  /**
   * Plays a round in the player's demo. A repeat of the request for the last round gets that one again; what is older is not kept.
   * Locks the player's demo. @throws DomainError `not_found`, `session_closed`, `game_offline`, `reality_check_due`, `play_blocked`, `stake_not_offered`,
   * `bets_not_accepted`, `stake_above_cap`, `no_free_round`, `round_in_play`, `round_too_large`, `round_too_soon`, `play_money_spent`, `idempotency_key_reused`
   */
  async play(request: PlayRound): Promise<PlayedRound> {
    const { playerId, awardId } = request;
    if (!(await this.isTrying(request))) throw commonError('not_found', { field: 'gameSessionId' });
    await this.access.insist(playerId);
    if (awardId !== undefined) throw walletError('no_free_round');
    return this.transactions.run((manager) => this.playIn(manager, request));
  }

  /** Of demos only the last of a player is known; one that was closed by another is none of anybody's any more. */
  private isTrying({ playerId, gameSessionId }: GameSessionRef): Promise<boolean> {
    return this.transactions.read((database) =>
      database.getRepository(DemoSessionEntity).existsBy({ playerId, gameSessionId }),
    );
  }

  private async playIn(manager: EntityManager, request: PlayRound): Promise<PlayedRound> {
    const { playerId, gameSessionId, idempotencyKey, stake, dryRun } = request;
    const lock = { mode: 'pessimistic_write' } as const;
    const session = await manager.findOne(DemoSessionEntity, { where: { playerId, gameSessionId }, lock });
    const game = session && this.catalogue.find(session.gameId);
    if (!session || !game || !isOfferedAsDemo(game)) throw gamesError('session_closed');
    const bets = betsOf(game, request);
    // A round for money of the same key is another one; no key has a colon.
    const roundId = roundIdOf(playerId, `demo:${idempotencyKey}`);
    const { lastRound } = session;
    if (lastRound?.roundId === roundId && !dryRun) return repeated(lastRound, stake, bets);
    const deal = { key: idempotencyKey, roundId, bets, stake: stake.amount };
    const dealt = game.play === 'decisions' && !dryRun ? this.hands.dealt(session, game, deal) : undefined;
    if (dealt) return dealt;
    this.refuseOutdated(session);
    checkStake(session, game, stake);
    if (game.play === 'decisions') await this.hands.insistOnNone(manager, session, game);
    const now = this.clock.nowFor(playerId);
    const waitMs = session.startsFrom ? session.startsFrom.getTime() - now.getTime() : 0;
    if (waitMs > 0) throw walletError('round_too_soon', { retryAfterMs: waitMs });
    if (stake.amount > session.balance) throw gamesError('play_money_spent', { field: 'stake.amount' });
    const start = { roundId, stake, startedAt: now };
    // Nobody is shown what was not played.
    if (dryRun) return this.answerOf(session, game, start, { payout: 0, outcome: {} });
    if (game.play === 'decisions') return this.hands.deal(manager, session, game, deal);
    const round = this.drawn(session, game, { ...start, bets });
    await manager.query(
      `UPDATE demo_sessions SET balance = $2, last_round = $3, starts_from = $4 WHERE player_id = $1`,
      [playerId, round.balance.amount, JSON.stringify(round), round.nextRoundAt],
    );
    return round;
  }

  /** As for money: a closed game takes no round, who sat there before it changed opens it anew, and a check is answered first. */
  private refuseOutdated(session: DemoSessionEntity): void {
    const { gameId, closedAt, openedAt } = session;
    const { offlineSince, change } = this.catalogue.offer(gameId);
    if (closedAt) throw gamesError('session_closed');
    if (offlineSince) throw gamesError('game_offline');
    if (change && openedAt < change.since) throw gamesError('session_closed');
    const due = checkRefusal(session, this.clock.now());
    if (due) throw due;
  }

  private drawn(
    session: DemoSessionEntity,
    game: SlotGame | TableGame,
    { bets, ...start }: Start & { bets: Bets },
  ): PlayedRound {
    const { roundId, stake, startedAt } = start;
    const bet = { roundId, stakeMinor: stake.amount, startedAt: startedAt.toISOString(), bets };
    const seeds = { salt: session.seedSalt, clientSeed: '', refusals: 0 };
    const { payout, outcome } = drawFromSeeds(this.seeds, game, seeds, bet);
    const tooLarge = this.limits.refusalOf(game, { roundId, outcome });
    if (tooLarge) throw tooLarge;
    return this.answerOf(session, game, start, { payout, outcome: { ...outcome } });
  }

  private answerOf(
    { gameSessionId, gameId, balance, openedAt }: DemoSessionEntity,
    game: Game,
    { roundId, stake, startedAt }: Start,
    { payout, outcome }: { payout: number; outcome: Record<string, unknown> },
  ): PlayedRound {
    const amount = (value: number): MoneyJson => ({ amount: value, currency: stake.currency });
    return {
      ...{ roundId, gameSessionId, gameId, stake },
      payout: amount(payout),
      netWin: amount(payout - stake.amount),
      outcome,
      settledAt: startedAt.toISOString(),
      balance: amount(balance - stake.amount + payout),
      bonus: amount(0),
      version: 0,
      nextRoundAt: new Date(startedAt.getTime() + game.minimumCycleMs).toISOString(),
      netPosition: amount(balance - stake.amount + payout - playMoney),
      elapsedMs: elapsedMs(openedAt, this.clock.now()),
      demo: true,
    };
  }
}

/** @throws DomainError `idempotency_key_reused` */
function repeated(last: PlayedRound, { amount, currency }: MoneyJson, bets: Bets): PlayedRound {
  const same = last.stake.amount === amount && last.stake.currency === currency;
  if (!same || !isDrawnFor(last.outcome, bets)) throw commonError('idempotency_key_reused');
  return last;
}

/** As for money: what is not offered there is not offered here. @throws DomainError `stake_not_offered`, `stake_above_cap` */
function checkStake(session: DemoSessionEntity, game: Game, stake: MoneyJson): void {
  const { currency, amount } = stake;
  const listed = game.kind !== 'slot' || isStakeOffered(game.definition, currency, amount);
  if (currency !== session.currency || !listed) throw gamesError('stake_not_offered', { field: 'stake' });
  if (amount > session.stakeCap) throw gamesError('stake_above_cap', { field: 'stake.amount' });
}
