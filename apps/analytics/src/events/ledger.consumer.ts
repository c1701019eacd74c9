import {
  BalanceCorrected,
  balanceCorrected,
  bonusConverted,
  BonusForfeited,
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
  playChannels,
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
  WinCredited,
  winCredited,
  withdrawalCommitted,
  withdrawalHeld,
  WithdrawalMoved,
  withdrawalReleased,
} from '@croupier/contracts';
import { FactContext } from '@croupier/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { EventsService } from './events.service.js';
import { begunIn } from './stake-at-first.js';

/** Hears every fact of the ledger: all money of the figures comes from here and nowhere else. */
@Controller()
export class LedgerConsumer {
  constructor(private readonly events: EventsService) {}

  /** The outcome stays in the wallet and in games; of it the figures need which definition was played, where, and with what it began. */
  @EventPattern<string>(roundSettled.subject)
  roundSettled(@Payload() payload: RoundSettled, @Ctx() fact: FactContext): Promise<void> {
    const { outcome, ...rest } = payload;
    const { definitionHash, channel } = outcome;
    const version = typeof definitionHash === 'string' ? { definitionHash } : {};
    const known = playChannels.find((each) => each === channel);
    const more = { ...(known ? { channel: known } : {}), ...begunIn(outcome) };
    return this.moved(fact, { ...rest, ...version, ...more });
  }

  @EventPattern<string>(stakePlaced.subject)
  stakePlaced(@Payload() payload: StakePlaced, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(roundVoided.subject)
  roundVoided(@Payload() payload: RoundVoided, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(roundCorrected.subject)
  roundCorrected(@Payload() payload: RoundCorrected, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(depositCredited.subject)
  depositCredited(@Payload() payload: DepositCredited, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(payoutCredited.subject)
  payoutCredited(@Payload() payload: PayoutCredited, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(stakeRolledBack.subject)
  stakeRolledBack(@Payload() payload: StakeRolledBack, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(winCredited.subject)
  winCredited(@Payload() payload: WinCredited, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(balanceCorrected.subject)
  balanceCorrected(@Payload() payload: BalanceCorrected, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(withdrawalHeld.subject)
  withdrawalHeld(@Payload() payload: WithdrawalMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(withdrawalCommitted.subject)
  withdrawalCommitted(@Payload() payload: WithdrawalMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(withdrawalReleased.subject)
  withdrawalReleased(@Payload() payload: WithdrawalMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(bonusGranted.subject)
  bonusGranted(@Payload() payload: BonusMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(bonusConverted.subject)
  bonusConverted(@Payload() payload: BonusMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(bonusForfeited.subject)
  bonusForfeited(@Payload() payload: BonusForfeited, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  @EventPattern<string>(freeRoundsGranted.subject)
  freeRoundsGranted(@Payload() payload: FreeRoundsGranted, @Ctx() fact: FactContext): Promise<void> {
    return this.moved(fact, payload);
  }

  private moved(fact: FactContext, body: LedgerFact): Promise<void> {
    return this.events.record(fact, { playerId: body.playerId, at: body.recordedAt, body });
  }
}
