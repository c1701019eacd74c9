import { RoundSettled, roundSettled } from '@croupier/contracts';
import { FactContext, FactWriter } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type EntityManager } from 'typeorm';

/** Projects the wallet's settled rounds into the history that players read. */
@Controller()
export class RoundsConsumer {
  private readonly writer: FactWriter<RoundSettled>;

  constructor(transactions: TransactionRunner) {
    this.writer = new FactWriter(transactions, insert);
  }

  @EventPattern<string>(roundSettled.subject)
  async project(@Payload() round: RoundSettled, @Ctx() fact: FactContext): Promise<void> {
    await this.writer.add(fact, round);
  }
}

function insert(manager: EntityManager, rounds: readonly RoundSettled[]): Promise<unknown> {
  return manager.query(
    `INSERT INTO rounds (player_id, round_id, game_session_id, game_id, currency, stake, payout, outcome,
       started_at, settled_at)
     SELECT "playerId", "roundId", "gameSessionId", "gameId", stake ->> 'currency', (stake ->> 'amount')::bigint,
            (payout ->> 'amount')::bigint, outcome, "startedAt", "recordedAt"
       FROM jsonb_to_recordset($1) AS round("playerId" uuid, "roundId" uuid, "gameSessionId" uuid, "gameId" text,
              stake jsonb, payout jsonb, outcome jsonb, "startedAt" timestamptz, "recordedAt" timestamptz)
     ON CONFLICT (player_id, round_id) DO NOTHING`,
    [JSON.stringify(rounds)],
  );
}
