import {
  RoundCorrected,
  roundCorrected,
  RoundSettled,
  roundSettled,
  RoundVoided,
  roundVoided,
} from '@croupier/contracts';
import { FactContext, FactWriter } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type EntityManager } from 'typeorm';

/** A row of `round_voids` as its columns are named. */
interface Voiding {
  playerId: string;
  roundId: string;
  reason: string;
  voidedAt: string;
  corrected: boolean;
  gameSessionId?: string;
  gameId?: string;
  stake: RoundVoided['refund'];
  startedAt?: string;
}

type Row = { settled: RoundSettled } | { voided: Voiding };

/** Projects what the wallet tells of rounds into the history that players read: those that were settled, those that are void. */
@Controller()
export class RoundsConsumer {
  private readonly writer: FactWriter<Row>;

  constructor(transactions: TransactionRunner) {
    this.writer = new FactWriter(transactions, insert);
  }

  @EventPattern<string>(roundSettled.subject)
  async project(@Payload() settled: RoundSettled, @Ctx() fact: FactContext): Promise<void> {
    await this.writer.add(fact, { settled });
  }

  @EventPattern<string>(roundVoided.subject)
  async voided(@Payload() round: RoundVoided, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, roundId, reason, recordedAt: voidedAt, refund: stake } = round;
    const { gameSessionId, gameId, startedAt } = round;
    const played = { ...(gameSessionId && { gameSessionId }), ...(gameId && { gameId }) };
    const voided = { playerId, roundId, reason, voidedAt, corrected: false, stake, ...played };
    await this.writer.add(fact, { voided: { ...voided, ...(startedAt && { startedAt }) } });
  }

  @EventPattern<string>(roundCorrected.subject)
  async corrected(@Payload() round: RoundCorrected, @Ctx() fact: FactContext): Promise<void> {
    const {
      playerId,
      roundId,
      reason,
      recordedAt: voidedAt,
      gameSessionId,
      gameId,
      stake,
      startedAt,
    } = round;
    const about = { playerId, roundId, reason, voidedAt, corrected: true };
    await this.writer.add(fact, { voided: { ...about, gameSessionId, gameId, stake, startedAt } });
  }
}

async function insert(manager: EntityManager, rows: readonly Row[]): Promise<void> {
  const settled = rows.flatMap((row) => ('settled' in row ? [row.settled] : []));
  const voided = rows.flatMap((row) => ('voided' in row ? [row.voided] : []));
  if (settled.length > 0) await insertRounds(manager, settled);
  if (voided.length > 0) await insertVoids(manager, voided);
}

function insertRounds(manager: EntityManager, rounds: readonly RoundSettled[]): Promise<unknown> {
  return manager.query(
    `INSERT INTO rounds (player_id, round_id, game_session_id, game_id, currency, stake, payout, outcome,
       started_at, settled_at, free_round)
     SELECT "playerId", "roundId", "gameSessionId", "gameId", stake ->> 'currency', (stake ->> 'amount')::bigint,
            (payout ->> 'amount')::bigint, outcome, "startedAt", "recordedAt", "freeRound"
       FROM jsonb_to_recordset($1) AS round("playerId" uuid, "roundId" uuid, "gameSessionId" uuid, "gameId" text,
              stake jsonb, payout jsonb, outcome jsonb, "startedAt" timestamptz, "recordedAt" timestamptz,
              "freeRound" boolean)
     ON CONFLICT (player_id, round_id) DO NOTHING`,
    [JSON.stringify(rounds)],
  );
}

function insertVoids(manager: EntityManager, voids: readonly Voiding[]): Promise<unknown> {
  return manager.query(
    `INSERT INTO round_voids (player_id, round_id, reason, voided_at, corrected, game_session_id, game_id, currency, stake,
       started_at)
     SELECT "playerId", "roundId", reason, "voidedAt", corrected, "gameSessionId", "gameId", stake ->> 'currency',
            (stake ->> 'amount')::bigint, "startedAt"
       FROM jsonb_to_recordset($1) AS void("playerId" uuid, "roundId" uuid, reason text, "voidedAt" timestamptz,
              corrected boolean, "gameSessionId" uuid, "gameId" text, stake jsonb, "startedAt" timestamptz)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(voids)],
  );
}
