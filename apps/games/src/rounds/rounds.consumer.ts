import { RoundSettled, roundSettled } from '@croupier/contracts';
import { FactContext, firstTime } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';

/** Projects the wallet's settled rounds into the history that players read. */
@Controller()
export class RoundsConsumer {
  constructor(private readonly transactions: TransactionRunner) {}

  @EventPattern<string>(roundSettled.subject)
  async project(@Payload() round: RoundSettled, @Ctx() fact: FactContext): Promise<void> {
    const { playerId, roundId, gameSessionId, gameId, stake, payout, outcome, startedAt, recordedAt } = round;
    await this.transactions.run(async (manager) => {
      if (!(await firstTime(manager, fact))) return;
      await manager.query(
        `INSERT INTO rounds (player_id, round_id, game_session_id, game_id, currency, stake, payout, outcome,
           started_at, settled_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (player_id, round_id) DO NOTHING`,
        [
          playerId,
          roundId,
          gameSessionId,
          gameId,
          stake.currency,
          stake.amount,
          payout.amount,
          JSON.stringify(outcome),
          startedAt,
          recordedAt,
        ],
      );
    });
  }
}
