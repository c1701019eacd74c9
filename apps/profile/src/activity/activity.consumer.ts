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
  depositFailed,
  GameSessionOpened,
  gameSessionOpened,
  LimitChanged,
  limitChanged,
  PaymentFact,
  PayoutCredited,
  payoutCredited,
  PlayerRegistered,
  playerRegistered,
  PlayerReleased,
  playerReleased,
  PlayerRestricted,
  playerRestricted,
  RoundCorrected,
  roundCorrected,
  RoundSettled,
  roundSettled,
  RoundVoided,
  roundVoided,
  SessionClosed,
  sessionClosed,
  SessionOpened,
  sessionOpened,
  TableSessionOpened,
  tableSessionOpened,
  StakeRolledBack,
  stakeRolledBack,
  WinCredited,
  winCredited,
  withdrawalCommitted,
  withdrawalFailed,
  withdrawalHeld,
  WithdrawalMoved,
  withdrawalPaid,
  withdrawalReleased,
} from '@croupier/contracts';
import { FactContext, FactWriter } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type EntityManager } from 'typeorm';

/** A line of the history: amounts and ids, nothing personal. */
interface Entry {
  playerId: string;
  kind: string;
  at: string;
  facts: object;
}

interface Row extends Entry {
  activityId: string;
}

const registeredKind = 'player.registered';

/** Writes a player's history from the facts of the platform, each once. */
@Controller()
export class ActivityConsumer {
  private readonly writer: FactWriter<Row>;

  constructor(transactions: TransactionRunner) {
    this.writer = new FactWriter(transactions, insert);
  }

  @EventPattern<string>(playerRegistered.subject)
  registered(@Payload() payload: PlayerRegistered, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, registeredAt: at, currency } = payload;
    return this.note(fact, { playerId, kind: registeredKind, at, facts: { currency } });
  }

  @EventPattern<string>(sessionOpened.subject)
  sessionOpened(@Payload() payload: SessionOpened, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, openedAt: at, sessionId } = payload;
    return this.note(fact, { playerId, kind: 'session.opened', at, facts: { sessionId } });
  }

  @EventPattern<string>(sessionClosed.subject)
  sessionClosed(@Payload() payload: SessionClosed, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, closedAt: at, sessionId, reason } = payload;
    return this.note(fact, { playerId, kind: 'session.closed', at, facts: { sessionId, reason } });
  }

  @EventPattern<string>(gameSessionOpened.subject)
  gameSessionOpened(@Payload() payload: GameSessionOpened, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, openedAt: at, gameSessionId, gameId } = payload;
    return this.note(fact, { playerId, kind: 'game-session.opened', at, facts: { gameSessionId, gameId } });
  }

  @EventPattern<string>(tableSessionOpened.subject)
  tableSessionOpened(@Payload() payload: TableSessionOpened, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, openedAt: at, gameSessionId, gameId } = payload;
    return this.note(fact, { playerId, kind: 'table-session.opened', at, facts: { gameSessionId, gameId } });
  }

  @EventPattern<string>(roundSettled.subject)
  roundSettled(@Payload() payload: RoundSettled, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, roundId, gameSessionId, gameId, stake, payout, balance } = payload;
    const facts = { roundId, gameSessionId, gameId, stake, payout, balance };
    return this.note(fact, { playerId, kind: 'round.settled', at, facts });
  }

  @EventPattern<string>(roundVoided.subject)
  roundVoided(@Payload() payload: RoundVoided, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, roundId, gameId, refund, reason, balance } = payload;
    return this.note(fact, {
      playerId,
      kind: 'round.voided',
      at,
      facts: { roundId, gameId, refund, reason, balance },
    });
  }

  @EventPattern<string>(roundCorrected.subject)
  roundCorrected(@Payload() payload: RoundCorrected, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, roundId, gameId, stake, payout, jackpotReturned, freeRound } = payload;
    const { cashChange, bonusChange, reason, approvalId, balance } = payload;
    const undone = { stake, payout, jackpotReturned, freeRound, cashChange, bonusChange };
    const facts = { roundId, gameId, ...undone, reason, approvalId, balance };
    return this.note(fact, { playerId, kind: 'round.corrected', at, facts });
  }

  @EventPattern<string>(payoutCredited.subject)
  payoutCredited(@Payload() payload: PayoutCredited, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, payoutId, roundId, gameId, payout, balance } = payload;
    const facts = { payoutId, roundId, gameId, payout, balance };
    return this.note(fact, { playerId, kind: 'payout.credited', at, facts });
  }

  @EventPattern<string>(stakeRolledBack.subject)
  stakeRolledBack(@Payload() payload: StakeRolledBack, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, stakeId, roundId, gameId, refund, reason, balance } = payload;
    const facts = { stakeId, roundId, gameId, refund, reason, balance };
    return this.note(fact, { playerId, kind: 'stake.rolled-back', at, facts });
  }

  @EventPattern<string>(winCredited.subject)
  winCredited(@Payload() payload: WinCredited, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, winId, amount, jackpotId, reason, balance } = payload;
    const facts = { winId, amount, jackpotId, reason, balance };
    return this.note(fact, { playerId, kind: 'win.credited', at, facts });
  }

  @EventPattern<string>(balanceCorrected.subject)
  balanceCorrected(@Payload() payload: BalanceCorrected, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, approvalId, correction, cashChange, bonusChange, reason } = payload;
    const { reversed, reference, roundId, gameId, balance } = payload;
    const undone = { reversed, reference, roundId, gameId };
    const facts = { approvalId, correction, ...undone, cashChange, bonusChange, reason, balance };
    return this.note(fact, { playerId, kind: 'balance.corrected', at, facts });
  }

  @EventPattern<string>(bonusGranted.subject)
  bonusGranted(@Payload() payload: BonusMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, bonusEntry('bonus.granted', payload));
  }

  @EventPattern<string>(bonusConverted.subject)
  bonusConverted(@Payload() payload: BonusMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, bonusEntry('bonus.converted', payload));
  }

  @EventPattern<string>(bonusForfeited.subject)
  bonusForfeited(@Payload() payload: BonusForfeited, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, bonusEntry('bonus.forfeited', payload));
  }

  @EventPattern<string>(depositCredited.subject)
  depositCredited(@Payload() payload: DepositCredited, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, recordedAt: at, depositId, amount, balance } = payload;
    return this.note(fact, { playerId, kind: 'deposit.credited', at, facts: { depositId, amount, balance } });
  }

  @EventPattern<string>(depositFailed.subject)
  depositFailed(@Payload() payload: PaymentFact, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, at, paymentId: depositId, amount, method, reason } = payload;
    return this.note(fact, {
      playerId,
      kind: 'deposit.failed',
      at,
      facts: { depositId, amount, method, reason },
    });
  }

  @EventPattern<string>(withdrawalHeld.subject)
  withdrawalHeld(@Payload() payload: WithdrawalMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, moved('withdrawal.held', payload));
  }

  @EventPattern<string>(withdrawalCommitted.subject)
  withdrawalCommitted(@Payload() payload: WithdrawalMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, moved('withdrawal.committed', payload));
  }

  @EventPattern<string>(withdrawalReleased.subject)
  withdrawalReleased(@Payload() payload: WithdrawalMoved, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, moved('withdrawal.released', payload));
  }

  @EventPattern<string>(withdrawalPaid.subject)
  withdrawalPaid(@Payload() payload: PaymentFact, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, ended('withdrawal.paid', payload));
  }

  @EventPattern<string>(withdrawalFailed.subject)
  withdrawalFailed(@Payload() payload: PaymentFact, @Ctx() fact: FactContext): Promise<void> {
    return this.note(fact, ended('withdrawal.failed', payload));
  }

  @EventPattern<string>(playerRestricted.subject)
  playerRestricted(@Payload() payload: PlayerRestricted, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, decidedAt: at, restrictionId, restriction, from, until } = payload;
    const facts = { restrictionId, restriction, from, until };
    return this.note(fact, { playerId, kind: 'player.restricted', at, facts });
  }

  @EventPattern<string>(playerReleased.subject)
  playerReleased(@Payload() payload: PlayerReleased, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, releasedAt: at, restrictionId, restriction } = payload;
    return this.note(fact, { playerId, kind: 'player.released', at, facts: { restrictionId, restriction } });
  }

  @EventPattern<string>(limitChanged.subject)
  limitChanged(@Payload() payload: LimitChanged, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, changedAt: at, kind, period, step, amount, wanted } = payload;
    const facts = { kind, period, step, amount, wanted };
    return this.note(fact, { playerId, kind: 'limit.changed', at, facts });
  }

  private async note(fact: FactContext, entry: Entry): Promise<void> {
    await this.writer.add(fact, { ...entry, activityId: fact.id });
  }
}

async function insert(manager: EntityManager, rows: readonly Row[]): Promise<void> {
  await manager.query(
    `INSERT INTO activities (player_id, activity_id, kind, at, facts)
     SELECT "playerId", "activityId", kind, at, facts FROM jsonb_to_recordset($1)
       AS entry("playerId" uuid, "activityId" uuid, kind text, at timestamptz, facts jsonb)`,
    [JSON.stringify(rows)],
  );
  const registered = rows.filter(({ kind }) => kind === registeredKind);
  if (registered.length === 0) return;
  // From now on the player's data is nobody's to replace or to forget.
  await manager.query(
    `UPDATE players p SET confirmed_at = entry.at
       FROM jsonb_to_recordset($1) AS entry("playerId" uuid, at timestamptz)
      WHERE p.player_id = entry."playerId" AND p.confirmed_at IS NULL`,
    [JSON.stringify(registered)],
  );
}

function bonusEntry(kind: string, payload: BonusMoved | BonusForfeited): Entry {
  const { playerId, recordedAt: at, awardId, amount, balance } = payload;
  const reason = 'reason' in payload ? { reason: payload.reason } : {};
  return { playerId, kind, at, facts: { awardId, amount, balance, ...reason } };
}

function moved(kind: string, payload: WithdrawalMoved): Entry {
  const { playerId, recordedAt: at, withdrawalId, amount, balance } = payload;
  return { playerId, kind, at, facts: { withdrawalId, amount, balance } };
}

function ended(kind: string, payload: PaymentFact): Entry {
  const { playerId, at, paymentId: withdrawalId, amount, method, reason } = payload;
  return { playerId, kind, at, facts: { withdrawalId, amount, method, reason } };
}
