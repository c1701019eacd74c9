import { commonError, type Done, type GiveStudioRounds } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { Studios } from '../studios/studios.service.js';

interface Given {
  player_id: string;
  game_id: string;
  rounds: number;
}

/** Free rounds of studios' games, given by staff: a bet of nothing is taken for one of these and for nothing else. */
@Injectable()
export class FreeRoundsService {
  constructor(
    private readonly studios: Studios,
    private readonly transactions: TransactionRunner,
  ) {}

  /** @throws DomainError `unknown_studio_game`, `idempotency_key_reused` */
  async give(request: GiveStudioRounds): Promise<Done> {
    const { freeRoundsId, playerId, gameId, rounds, days, staffId } = request;
    const { studio } = this.studios.gameOf(gameId);
    const [given] = await this.transactions.run(async (manager) => {
      await manager.query(
        `INSERT INTO studio_free_rounds (studio_id, free_rounds_id, player_id, game_id, rounds, given_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(days => $7)) ON CONFLICT DO NOTHING`,
        [studio.id, freeRoundsId, playerId, gameId, rounds, staffId, days],
      );
      return (await manager.query(
        `SELECT player_id, game_id, rounds FROM studio_free_rounds WHERE studio_id = $1 AND free_rounds_id = $2`,
        [studio.id, freeRoundsId],
      )) as Given[];
    });
    const same = given?.player_id === playerId && given.game_id === gameId && given.rounds === rounds;
    if (!same) throw commonError('idempotency_key_reused', { field: 'freeRoundsId' });
    return {};
  }
}
