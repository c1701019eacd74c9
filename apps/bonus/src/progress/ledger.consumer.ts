import {
  BalanceCorrected,
  balanceCorrected,
  BonusForfeited,
  bonusConverted,
  bonusForfeited,
  bonusGranted,
  BonusMoved,
  DepositCredited,
  depositCredited,
  FreeRoundsGranted,
  freeRoundsGranted,
  type LedgerFact,
  PayoutCredited,
  payoutCredited,
  RoundCorrected,
  roundCorrected,
  RoundSettled,
  roundSettled,
  RoundVoided,
  roundVoided,
  StakePlaced,
  stakePlaced,
  StakeRolledBack,
  stakeRolledBack,
  type WeighedKind,
  WinCredited,
  winCredited,
  withdrawalCommitted,
  withdrawalHeld,
  WithdrawalMoved,
  withdrawalReleased,
} from '@croupier/contracts';
import { FactContext, firstTime } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type EntityManager } from 'typeorm';
import { type AwardEntity } from '../awards/award.entity.js';
import { AwardsProcess } from '../awards/awards.process.js';
import { AwardsService } from '../awards/awards.service.js';
import { CatalogueQueries } from '../programmes/catalogue.queries.js';
import { MovementEntity } from './movement.entity.js';
import { ProgressService } from './progress.service.js';
import { isWeighedByKind, weightOf } from './wagering.js';

/**
 * Hears every fact of the ledger, each once, and notes those of players with an open award. All kinds are noted, not
 * only rounds: a history without a gap is what tells that nothing is missing when an award expires.
 */
@Controller()
export class LedgerConsumer {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly awards: AwardsService,
    private readonly process: AwardsProcess,
    private readonly progress: ProgressService,
    private readonly catalogue: CatalogueQueries,
  ) {}

  @EventPattern<string>(roundSettled.subject)
  async roundSettled(@Payload() payload: RoundSettled, @Ctx() fact: FactContext): Promise<void> {
    const kind = await this.kindFor(payload);
    return this.note(fact, payload, async (manager, row) => {
      const rules = await this.progress.rules(manager, row);
      return roundMovement(payload, weightOf(rules, payload.gameId, kind));
    });
  }

  @EventPattern<string>(roundCorrected.subject)
  async roundCorrected(@Payload() payload: RoundCorrected, @Ctx() fact: FactContext): Promise<void> {
    const kind = await this.kindFor(payload);
    return this.note(fact, payload, async (manager, row) => {
      // What it counted then, whatever its game counts now.
      const round = await manager.findOneBy(MovementEntity, {
        playerId: payload.playerId,
        version: payload.correctsVersion,
      });
      const rules = await this.progress.rules(manager, row);
      return correctionMovement(payload, round?.weight ?? weightOf(rules, payload.gameId, kind));
    });
  }

  @EventPattern<string>(depositCredited.subject)
  depositCredited(@Payload() payload: DepositCredited, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload, async (manager, row) => {
      await this.awards.earn(manager, row, payload);
      return {};
    });
  }

  @EventPattern<string>(roundVoided.subject)
  roundVoided(@Payload() payload: RoundVoided, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(stakePlaced.subject)
  stakePlaced(@Payload() payload: StakePlaced, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(payoutCredited.subject)
  payoutCredited(@Payload() payload: PayoutCredited, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(stakeRolledBack.subject)
  stakeRolledBack(@Payload() payload: StakeRolledBack, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(winCredited.subject)
  winCredited(@Payload() payload: WinCredited, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(balanceCorrected.subject)
  balanceCorrected(@Payload() payload: BalanceCorrected, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(withdrawalHeld.subject)
  withdrawalHeld(@Payload() payload: WithdrawalMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(withdrawalCommitted.subject)
  withdrawalCommitted(@Payload() payload: WithdrawalMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(withdrawalReleased.subject)
  withdrawalReleased(@Payload() payload: WithdrawalMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(bonusGranted.subject)
  bonusGranted(@Payload() payload: BonusMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(freeRoundsGranted.subject)
  freeRoundsGranted(@Payload() payload: FreeRoundsGranted, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(bonusConverted.subject)
  bonusConverted(@Payload() payload: BonusMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  @EventPattern<string>(bonusForfeited.subject)
  bonusForfeited(@Payload() payload: BonusForfeited, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, payload);
  }

  /** Asked for before anything is locked, and only where a weight depends on it. */
  private async kindFor({
    playerId,
    gameId,
  }: RoundSettled | RoundCorrected): Promise<WeighedKind | undefined> {
    const known = this.catalogue.known(gameId);
    if (known) return known;
    const rules = await this.progress.openRules(playerId);
    return rules && isWeighedByKind(rules, gameId) ? this.catalogue.kindOf(gameId) : undefined;
  }

  private async note(
    fact: FactContext,
    payload: LedgerFact,
    work: (manager: EntityManager, row: AwardEntity) => Promise<Partial<MovementEntity>> = () =>
      Promise.resolve({}),
  ): Promise<void> {
    // Most players have none: their facts cost one read. One that opts in meanwhile does so after this fact.
    if (!(await this.awards.hasOpen(payload.playerId))) return;
    const due = await this.transactions.run(async (manager) => {
      if (!(await firstTime(manager, fact))) return false;
      const row = await this.awards.lockOpen(manager, payload.playerId);
      if (!row || payload.version <= row.claimedVersion) return false;
      const before = row.status;
      const movement = { ...movementOf(payload, row), ...(await work(manager, row)) };
      await this.progress.note(manager, row, movement);
      await manager.save(row);
      return row.status !== before;
    });
    if (due) this.process.nudge();
  }
}

function movementOf(payload: LedgerFact, { awardId }: AwardEntity): MovementEntity {
  return Object.assign(new MovementEntity(), {
    playerId: payload.playerId,
    version: payload.version,
    awardId,
    kind: 'other',
    bonusMoney: payload.bonus.amount,
    inPlay: payload.inPlay.amount,
    roundId: null,
    gameId: null,
    stake: null,
    weight: null,
    counted: 0,
    freeRound: false,
    winnings: 0,
    startedAt: null,
    correctsVersion: null,
    recordedAt: new Date(payload.recordedAt),
  } satisfies MovementEntity);
}

/** The whole stake counts by the weight of the game, cash and bonus money alike; of a free round only the win does. */
function roundMovement(round: RoundSettled, weight: number): Partial<MovementEntity> {
  const { roundId, gameId, stake, freeRound, payoutToBonus, startedAt } = round;
  return {
    kind: 'round',
    roundId,
    gameId,
    stake: stake.amount,
    weight: freeRound ? 0 : weight,
    counted: freeRound ? 0 : stake.amount * weight,
    freeRound,
    winnings: freeRound ? payoutToBonus.amount : 0,
    startedAt: new Date(startedAt),
  };
}

/** The opposite of what the round did, if it did it for this award. */
function correctionMovement(round: RoundCorrected, weight: number): Partial<MovementEntity> {
  const { roundId, gameId, stake, payout, freeRound, startedAt, correctsVersion } = round;
  return {
    kind: 'correction',
    ...{ roundId, gameId, stake: stake.amount, freeRound, correctsVersion },
    weight: freeRound ? 0 : weight,
    counted: freeRound ? 0 : -stake.amount * weight,
    winnings: freeRound ? -payout.amount : 0,
    startedAt: new Date(startedAt),
  };
}
