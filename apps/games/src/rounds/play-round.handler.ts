import {
  commonError,
  gamesError,
  type PlayedRound,
  type PlayRound,
  type Round,
  type RoundSettlement,
  type SettleRound,
  walletError,
  settleRound,
} from '@croupier/contracts';
import { CryptoRandom, isStakeOffered, type TableBet } from '@croupier/game-maths';
import { Clock, type Currency, DomainError, elapsedMs } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { checkRefusal } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { type Game, jackpotOfGame } from '../catalogue/game.js';
import { type SlotGame } from '../catalogue/slot-game.js';
import { casinoCycleMs, type DecisionGame, type TableGame } from '../catalogue/table-game.js';
import { Deals } from '../decisions/deals.service.js';
import { DemoRounds } from '../demo/demo-rounds.service.js';
import { type GameSessionEntity } from '../sessions/game-session.entity.js';
import { seedsOf } from '../fairness/seed-pair.js';
import { ServerSeeds } from '../fairness/server-seeds.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { jackpotWinOf, potRecordOf } from '../jackpots/pot-record.js';
import { JackpotsService, type JackpotTurn } from '../jackpots/jackpots.service.js';
import { Definitions } from '../versions/definitions.queries.js';
import { betsOf, betsThen } from './bets-of.js';
import { RecentRounds } from './recent-rounds.js';
import { RecordLimits } from './record-limits.service.js';
import { roundIdOf } from './round-id.js';
import { roundOf } from './round-of.js';
import { type DrawnRound, drawRound, isDrawnFor, type SealedOutcome } from './sealed-outcome.js';
import { drawFromSeeds } from './seeded-draw.js';

export class PlayRoundCommand extends Command<PlayedRound> {
  constructor(readonly request: PlayRound) {
    super();
  }
}

/** What a round is drawn for. */
interface DrawnFor {
  bet: SettleRound;
  bets: readonly TableBet<string>[];
  jackpot?: JackpotTurn;
}

/**
 * Plays one round: checks, draws, and has the wallet commit stake, payout and outcome at once. That commit is the
 * only durable write, and the answer is made of what the wallet recorded, never of what was drawn here: a repeat
 * has drawn something else and gets the first outcome. Without a commit nobody sees an outcome.
 * Key: the round id, made of player and idempotency key. Locks: nothing here; one round of a player at a time in
 * this process, and the game cycle in the wallet across processes. Tells: nothing; the wallet tells round settled.
 * A round that is played for a progressive jackpot feeds it, and is paid it, in the same commit.
 * A round with decisions is only begun, by `Deals`; one for play money is all that `DemoRounds` does.
 * Refuses: not_found, session_closed, game_offline, reality_check_due, stake_not_offered, bets_not_accepted, stake_above_cap,
 * round_open, round_in_play, round_too_large, play_money_spent; from the wallet round_too_soon, insufficient_funds, no_account, idempotency_key_reused, and outcome_unknown: the same key then
 * learns the result.
 */
@CommandHandler(PlayRoundCommand)
export class PlayRoundHandler implements ICommandHandler<PlayRoundCommand> {
  private readonly playing = new Set<string>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly sessions: SessionsService,
    private readonly recent: RecentRounds,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly seeds: ServerSeeds,
    private readonly deals: Deals,
    private readonly jackpots: JackpotsService,
    private readonly demos: DemoRounds,
    private readonly definitions: Definitions,
    private readonly limits: RecordLimits,
  ) {}

  async execute({ request }: PlayRoundCommand): Promise<PlayedRound> {
    const { playerId } = request;
    if (this.playing.has(playerId)) throw gamesError('round_open');
    if (request.dryRun) return this.play(request);
    this.playing.add(playerId);
    try {
      return await this.play(request);
    } finally {
      this.playing.delete(playerId);
    }
  }

  private async play(request: PlayRound): Promise<PlayedRound> {
    const { playerId, gameSessionId, dryRun } = request;
    const session = await this.sessions.find(playerId, gameSessionId);
    if (!session) return this.demos.play(request);
    const game = this.catalogue.find(session.gameId);
    const refusal = this.refusalOf(session);
    if (game?.play === 'decisions') return this.deal(request, session, { game, refusal });
    if (refusal || !game)
      return this.recordedOrRefused(request, session, refusal ?? gamesError('session_closed'));
    const bets = betsOf(game, request);
    await this.checkStake(request, session, game);
    const now = this.clock.nowFor(playerId);
    checkCycle(session, now);
    const startedAt = now.toISOString();
    const bet = settlement(request, session, { startedAt, minimumCycleMs: game.minimumCycleMs });
    const turn = bet.awardId === undefined ? this.jackpotTurn(game) : undefined;
    const jackpot = turn && (await turn);
    if (dryRun)
      return rehearsed(
        await this.bus.ask(settleRound, { ...bet, ...this.potOf(bet, jackpot) }),
        bet,
        session,
      );
    const round = { bet, bets, ...(jackpot ? { jackpot } : {}) };
    const drawn = this.draw(game, session, round);
    const tooLarge = this.limits.refusalOf(game, { ...drawn, roundId: bet.roundId });
    if (tooLarge) {
      // What its key would bring is gone for good, unless it was brought before.
      await this.sessions.noteRefusal(session);
      return this.recordedOrRefused(request, session, tooLarge);
    }
    const settled = await this.settleDrawn(game, session, { ...round, drawn });
    if (settled.replayed && !isDrawnFor(settled.outcome, bets)) throw commonError('idempotency_key_reused');
    const played = playedRound(settled, bet, session);
    this.recent.add(playerId, roundOf(played));
    return played;
  }

  /** A round in which the player decides: it is only begun here. */
  private async deal(
    request: PlayRound,
    session: GameSessionEntity,
    { game, refusal }: { game: DecisionGame; refusal: DomainError | undefined },
  ): Promise<PlayedRound> {
    const accept = async (): Promise<readonly TableBet<string>[]> => {
      const bets = betsOf(game, request);
      await this.checkStake(request, session, game);
      return bets;
    };
    const played = await this.deals.deal({ request, session, game, accept, refusal });
    if (!played.open && !request.dryRun) this.recent.add(request.playerId, roundOf(played));
    return played;
  }

  private jackpotTurn(game: Game): JackpotTurn | Promise<JackpotTurn> | undefined {
    const jackpot = jackpotOfGame(game);
    return jackpot && this.jackpots.turnOf(jackpot);
  }

  private potOf(
    bet: SettleRound,
    jackpot: JackpotTurn | undefined,
    outcome?: SealedOutcome,
  ): Pick<SettleRound, 'pot'> {
    if (!jackpot) return {};
    const drawn = outcome && 'jackpot' in outcome ? outcome.jackpot : undefined;
    return { pot: this.jackpots.playOf(jackpot, bet, drawn) };
  }

  /** A jackpot that fell meanwhile is asked for anew, once: what the round draws is the same. */
  private async settleDrawn(
    game: SlotGame | TableGame,
    session: GameSessionEntity,
    round: DrawnFor & { drawn: DrawnRound },
  ): Promise<RoundSettlement> {
    const { bet, jackpot } = round;
    const { payout, outcome } = round.drawn;
    const settlement = {
      ...bet,
      payout: { amount: payout, currency: bet.stake.currency },
      outcome: { ...bet.outcome, ...outcome },
      ...this.potOf(bet, jackpot, outcome),
    };
    if (!jackpot) return this.settle(session, settlement);
    if (!jackpot.drops) return this.withPot(this.settle(session, settlement));
    try {
      return await this.withPot(this.bus.ask(settleRound, settlement));
    } catch (error) {
      if (!(error instanceof DomainError) || !settleRound.errors.includes(error.code)) throw error;
      if (error.code !== 'jackpot_moved_on') {
        await this.sessions.noteRefusal(session);
        throw error;
      }
    }
    await this.jackpots.refresh();
    const renewed = await this.jackpots.turnOf(jackpot.jackpot);
    const again = this.draw(game, session, { ...round, jackpot: renewed });
    return this.withPot(
      this.settle(session, {
        ...settlement,
        outcome: { ...bet.outcome, ...again.outcome },
        ...this.potOf(bet, renewed),
      }),
    );
  }

  private async withPot(settling: Promise<RoundSettlement>): Promise<RoundSettlement> {
    const settled = await settling;
    const pot = potRecordOf(settled.outcome);
    if (pot) this.jackpots.heard(pot);
    return settled;
  }

  /** From the seeds of the session; from the system's generator in one that was opened before there were seeds. */
  private draw(
    game: SlotGame | TableGame,
    session: GameSessionEntity,
    { bet, bets, jackpot }: DrawnFor,
  ): DrawnRound {
    const { stake, startedAt, roundId } = bet;
    const round = { stakeMinor: stake.amount, startedAt, bets, ...(jackpot ? { jackpot } : {}) };
    const seeds = seedsOf(session);
    // Anew, so that no byte of it waits here for the next.
    if (!seeds) return drawRound(game, round, new CryptoRandom());
    return drawFromSeeds(this.seeds, game, seeds, { ...round, roundId });
  }

  /** A refusal is answered after what the key would have brought is gone for good. */
  private async settle(session: GameSessionEntity, round: SettleRound): Promise<RoundSettlement> {
    try {
      return await this.bus.ask(settleRound, round);
    } catch (error) {
      if (error instanceof DomainError && settleRound.errors.includes(error.code))
        await this.sessions.noteRefusal(session);
      throw error;
    }
  }

  private async checkStake({ stake }: PlayRound, session: GameSessionEntity, game: Game): Promise<void> {
    const { currency, amount } = stake;
    const listed = game.kind !== 'slot' || isStakeOffered(game.definition, currency, amount);
    if (currency !== session.currency || !listed) throw gamesError('stake_not_offered', { field: 'stake' });
    if (stake.amount > session.stakeCap && stake.amount > (await this.sessions.renewedCap(session)))
      throw gamesError('stake_above_cap', { field: 'stake.amount' });
  }

  /** Why no new round begins in a session: it is closed, its game is or has changed since, or its player looks at the clock first. */
  private refusalOf(session: GameSessionEntity): DomainError | undefined {
    const { gameId, closedAt, openedAt } = session;
    if (closedAt || !this.catalogue.find(gameId)) return gamesError('session_closed');
    const { offlineSince, change } = this.catalogue.offer(gameId);
    if (offlineSince) return gamesError('game_offline');
    if (change && openedAt < change.since) return gamesError('session_closed');
    return checkRefusal(session, this.clock.now());
  }

  /**
   * A closed session takes no new round, but a player who repeats a request whose answer was lost must learn that
   * it was played. The wallet knows; it is asked without a chance of anything being moved.
   */
  private async recordedOrRefused(
    request: PlayRound,
    session: GameSessionEntity,
    refusal: DomainError,
  ): Promise<PlayedRound> {
    const startedAt = this.clock.nowFor(request.playerId).toISOString();
    const game = this.catalogue.find(session.gameId);
    const cycle = { startedAt, minimumCycleMs: game?.minimumCycleMs ?? casinoCycleMs };
    const bet = settlement({ ...request, dryRun: true }, session, cycle);
    if (request.dryRun) throw refusal;
    try {
      const settled = await this.bus.ask(settleRound, bet);
      if (settled.replayed) {
        if (game && !(await this.isRepeat(request, game, settled)))
          throw commonError('idempotency_key_reused');
        return playedRound(settled, bet, session);
      }
    } catch (error) {
      // Whatever the wallet refuses a new round for, it says of this one that it was never played.
      if (!(error instanceof DomainError && refusesNewRound(error.code))) throw error;
    }
    throw refusal;
  }

  /** Whether a key asks again for the bets it asked for: by the version that was played then. @throws DomainError `service_unavailable` where that is not read here */
  private async isRepeat(request: PlayRound, game: Game, { outcome }: RoundSettlement): Promise<boolean> {
    const { definitionHash: hash } = outcome as Partial<SealedOutcome>;
    const isFormer = game.kind !== 'slot' && hash !== undefined && hash !== game.hash;
    const former = isFormer ? await this.definitions.played(game.definition.id, hash) : undefined;
    const bets = betsThen(game, request, former?.definition);
    return bets !== undefined && isDrawnFor(outcome, bets);
  }
}

/** The wallet holds a round to its own cycle; that of a round with decisions is longer than a slot's. @throws DomainError `round_too_soon` */
function checkCycle({ startsFrom }: GameSessionEntity, now: Date): void {
  const waitMs = startsFrom ? startsFrom.getTime() - now.getTime() : 0;
  if (waitMs > 0) throw walletError('round_too_soon', { retryAfterMs: waitMs });
}

/** True for refusals of the wallet that a round which was recorded would not meet. */
function refusesNewRound(code: string): boolean {
  return settleRound.errors.includes(code) && code !== 'idempotency_key_reused';
}

/** What the wallet is asked; of the outcome there is only where the round was asked for. */
function settlement(
  request: PlayRound,
  session: GameSessionEntity,
  cycle: Pick<SettleRound, 'startedAt' | 'minimumCycleMs'>,
): SettleRound {
  const { playerId, gameSessionId, idempotencyKey, stake, awardId, dryRun, channel } = request;
  return {
    playerId,
    roundId: roundIdOf(playerId, idempotencyKey),
    gameSessionId,
    gameId: session.gameId,
    stake,
    payout: { amount: 0, currency: stake.currency },
    ...cycle,
    outcome: channel === undefined ? {} : { channel },
    ...(awardId === undefined ? {} : { awardId }),
    ...(dryRun ? { dryRun } : {}),
  };
}

function playedRound(
  settled: RoundSettlement,
  { gameSessionId, gameId, startedAt, minimumCycleMs, awardId }: SettleRound,
  { openedAt }: GameSessionEntity,
): PlayedRound {
  const { roundId, stake, payout, outcome, balance, bonus, version, recordedAt, sessionNet } = settled;
  const started = (outcome as Partial<SealedOutcome>).startedAt ?? startedAt;
  return {
    roundId,
    gameSessionId,
    gameId,
    stake,
    payout,
    netWin: net(stake.amount, payout.amount, stake.currency),
    ...jackpotWinOf(outcome),
    ...(awardId === undefined ? {} : { freeRound: true }),
    outcome,
    settledAt: recordedAt,
    balance,
    bonus,
    version,
    nextRoundAt: new Date(Date.parse(started) + minimumCycleMs).toISOString(),
    ...(sessionNet ? { netPosition: sessionNet } : {}),
    elapsedMs: elapsedMs(openedAt, recordedAt),
  };
}

/** The answer of a dry run: the stake would pass. No outcome is in it, not even of a round played before. */
function rehearsed(settled: RoundSettlement, bet: SettleRound, session: GameSessionEntity): PlayedRound {
  return playedRound({ ...settled, stake: bet.stake, payout: bet.payout, outcome: {} }, bet, session);
}

function net(stake: number, payout: number, currency: Currency): Round['netWin'] {
  return { amount: payout - stake, currency };
}
