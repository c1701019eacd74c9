import {
  commonError,
  gamesError,
  placeStake,
  type PlayedRound,
  type PlayRound,
  walletError,
} from '@croupier/contracts';
import type { TableBet } from '@croupier/game-maths';
import { Clock, type DomainError, elapsedMs } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import type { DecisionGame } from '../catalogue/table-game.js';
import { betsThen } from '../rounds/bets-of.js';
import { roundIdOf } from '../rounds/round-id.js';
import type { GameSessionEntity } from '../sessions/game-session.entity.js';
import { DecisionRounds, type NewRound } from './decision-rounds.service.js';
import { type DecisionRow, type PendingStep, receiptOf, stakeIdOf, stakeOf } from './decision-row.js';
import { RuleDecisions } from './rule-decisions.service.js';
import { Steps } from './steps.service.js';

interface Asked {
  request: PlayRound;
  session: GameSessionEntity;
  game: DecisionGame;
  /** The bets, if the game as it is now takes them. @throws DomainError that says why not */
  accept: () => Promise<readonly TableBet<string>[]>;
  /** Why no new round begins; undefined if one does. */
  refusal: DomainError | undefined;
}

interface Order extends Asked {
  bets: readonly TableBet<string>[];
}

/** Begins rounds with decisions: the stake in the ledger, then the cards. */
@Injectable()
export class Deals {
  constructor(
    private readonly rounds: DecisionRounds,
    private readonly steps: Steps,
    private readonly rules: RuleDecisions,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /**
   * Deals a round, or goes on where an earlier attempt with the same key stopped, whatever the game takes by now.
   * @throws DomainError `bets_not_accepted`, `stake_not_offered`, `stake_above_cap`, `session_closed`, `game_offline`, `round_in_play`, `round_too_soon`, and what the wallet refuses
   */
  async deal(asked: Asked): Promise<PlayedRound> {
    const { request } = asked;
    const { playerId, idempotencyKey: key } = request;
    if (request.awardId !== undefined) throw walletError('no_free_round');
    const known = await this.rounds.find(playerId, roundIdOf(playerId, key));
    if (known && !(await this.asksAgain(known, asked))) throw commonError('idempotency_key_reused');
    if (request.dryRun) return this.rehearse({ ...asked, bets: await asked.accept() });
    const dealt =
      known && known.state !== 'undone'
        ? await this.resumed(known)
        : await this.begun({ ...asked, bets: await asked.accept() });
    return this.steps.answer(await this.steps.settle(dealt), key);
  }

  /** By the version that the round of the key was dealt by. */
  private async asksAgain(known: DecisionRow, { request, game }: Asked): Promise<boolean> {
    const isOwn = known.definition_hash === game.hash;
    const bets = betsThen(game, request, isOwn ? undefined : (await this.steps.rulesOf(known)).definition);
    return bets !== undefined && isFor(known, request, bets);
  }

  private resumed(row: DecisionRow): DecisionRow | Promise<DecisionRow> {
    return row.state === 'dealing' && row.pending ? this.steps.carryOut(row, row.pending, false) : row;
  }

  private async begun(order: Order): Promise<DecisionRow> {
    if (order.refusal) throw order.refusal;
    const { request, game } = order;
    await this.rules.endWaiting(request.playerId);
    const round = this.newRound(order);
    const row = await this.rounds.insert(
      { ...round, minimumCycleMs: game.minimumCycleMs, definition: game.definition },
      (attempt) => dealStep(request, round.round_id, attempt),
    );
    if (row?.pending) return this.steps.carryOut(row, row.pending, true);
    const other = await this.rounds.find(request.playerId, round.round_id);
    if (!other) throw gamesError('round_moved_on');
    return this.resumed(other);
  }

  private newRound({ request, session, game, bets }: Order): Omit<NewRound, 'minimumCycleMs' | 'definition'> {
    const { playerId, idempotencyKey, gameSessionId, stake } = request;
    const startedAt = this.clock.nowFor(playerId);
    return {
      player_id: playerId,
      round_id: roundIdOf(playerId, idempotencyKey),
      game_session_id: gameSessionId,
      game_id: session.gameId,
      definition_hash: game.hash,
      currency: stake.currency,
      bets: [...bets],
      channel: request.channel ?? null,
      started_at: startedAt,
      // Known once it is dealt.
      decide_by: startedAt,
    };
  }

  /** Only whether the stake would pass: nothing is dealt. */
  private async rehearse(order: Order): Promise<PlayedRound> {
    const { request, session, game, refusal } = order;
    if (refusal) throw refusal;
    const round = this.newRound(order);
    const row = round as DecisionRow;
    const stake = stakeOf(row, dealStep(request, round.round_id, 0), game.minimumCycleMs);
    const receipt = await this.bus.ask(placeStake, { ...stake, dryRun: true });
    const { currency, amount } = request.stake;
    return {
      roundId: round.round_id,
      gameSessionId: round.game_session_id,
      gameId: round.game_id,
      stake: { amount, currency },
      payout: { amount: 0, currency },
      netWin: { amount: -amount, currency },
      outcome: {},
      settledAt: receipt.recordedAt,
      ...receiptOf(receipt),
      nextRoundAt: new Date(round.started_at.getTime() + game.minimumCycleMs).toISOString(),
      elapsedMs: elapsedMs(session.openedAt, receipt.recordedAt),
    };
  }
}

function dealStep({ idempotencyKey: key, stake }: PlayRound, roundId: string, attempt: number): PendingStep {
  return { key, amount: stake.amount, stakeId: stakeIdOf(roundId, attempt) };
}

/** True if a row is of the request that is made again. */
function isFor(row: DecisionRow, request: PlayRound, bets: readonly TableBet<string>[]): boolean {
  const text = (each: readonly TableBet<string>[]): string =>
    JSON.stringify(each.map(({ kind, numbers, amount }) => [kind, numbers, amount]));
  return (
    row.game_session_id === request.gameSessionId &&
    row.currency === request.stake.currency &&
    text(row.bets) === text(bets)
  );
}
