import { type PlacedBets } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { betColumns, type BetRow, placedBets } from './bet.js';

@Injectable()
export class BetsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** A player's bets that are in a round, oldest first. */
  async own(playerId: string, roundId: string): Promise<PlacedBets[]> {
    const rows = await this.rows(
      `SELECT ${betColumns} FROM table_bets
        WHERE round_id = $1 AND player_id = $2 AND status = 'placed' ORDER BY placed_at, bet_id`,
      [roundId, playerId],
    );
    return rows.map(placedBets);
  }

  /** Bets that have no answer of the wallet yet. */
  pending(roundId: string, limit: number): Promise<BetRow[]> {
    return this.rows(
      `SELECT ${betColumns} FROM table_bets WHERE round_id = $1 AND status = 'placing' ORDER BY attempted_at LIMIT $2`,
      [roundId, limit],
    );
  }

  /** Which of these players have bets in the round. */
  async playersIn(roundId: string, playerIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT DISTINCT player_id FROM table_bets
            WHERE round_id = $1 AND player_id = ANY($2::uuid[]) AND status = 'placed'`,
          [roundId, playerIds],
        ) as Promise<{ player_id: string }[]>,
    );
    return new Set(rows.map((row) => row.player_id));
  }

  private rows(sql: string, values: unknown[]): Promise<BetRow[]> {
    return this.transactions.read((database) => database.query(sql, values) as Promise<BetRow[]>);
  }
}
