import { type PlaceStake, placeStake, type StakeReceipt, voidStakes } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { betColumns, type BetRow, receiptOf, stakeOf } from './bet.js';

/** The stakes of bets in the ledger, and what the ledger said of them in our rows. */
@Injectable()
export class StakesService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
  ) {}

  place(row: BetRow): Promise<StakeReceipt> {
    return this.bus.ask(placeStake, stakeOf(row));
  }

  rehearse(stake: PlaceStake): Promise<StakeReceipt> {
    return this.bus.ask(placeStake, { ...stake, dryRun: true });
  }

  /**
   * The receipt of a stake that is in the ledger; undefined if it is not. Nothing is moved.
   * @throws DomainError of kind `unavailable` while the wallet does not say
   */
  async find(row: BetRow): Promise<StakeReceipt | undefined> {
    try {
      const receipt = await this.rehearse(stakeOf(row));
      return receipt.replayed ? receipt : undefined;
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable' && error.kind !== 'internal')
        return undefined;
      throw error;
    }
  }

  /** Returns whatever a player staked in a round, and keeps a stake that is still under way from being taken. */
  async giveBack(players: readonly Pick<BetRow, 'player_id' | 'round_id' | 'currency'>[]): Promise<void> {
    if (players.length === 0) return;
    const voids = players.map(({ player_id: playerId, round_id: roundId, currency }) => ({
      playerId,
      roundId,
      currency,
      reason: 'bet_not_confirmed',
    }));
    await this.bus.ask(voidStakes, { voids });
  }

  /**
   * The bets are in the round, unless it was drawn without them. Also after another attempt of the same request was
   * refused: what the ledger took counts. @returns the row, or undefined if the round went on
   */
  async confirm(row: BetRow, stake: StakeReceipt): Promise<BetRow | undefined> {
    const [placed] = await this.transactions.statement<BetRow>({
      name: 'bets-confirm',
      text: `UPDATE table_bets
          SET status = 'placed', placed_at = coalesce(placed_at, $4), receipt = coalesce(receipt, $5::jsonb), refusal = NULL
         FROM (SELECT phase FROM table_rounds WHERE round_id = $3 FOR SHARE) AS round
        WHERE player_id = $1 AND bet_id = $2 AND table_bets.round_id = $3 AND phase IN ('betting', 'closed')
          AND status IN ('placing', 'placed', 'refused')
        RETURNING ${betColumns}`,
      values: [
        ...[row.player_id, row.bet_id, row.round_id],
        ...[stake.recordedAt, JSON.stringify(receiptOf(stake))],
      ],
    });
    if (placed) return placed;
    const [known] = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT ${betColumns} FROM table_bets WHERE player_id = $1 AND bet_id = $2 AND status = 'placed'`,
          [row.player_id, row.bet_id],
        ) as Promise<BetRow[]>,
    );
    return known;
  }

  /** The bets are not in the round: there is no stake of them. */
  async end(rows: readonly BetRow[], status: 'refused' | 'lapsed', refusal: string): Promise<void> {
    await this.write(
      `UPDATE table_bets t SET status = $3, refusal = $4
         FROM unnest($1::uuid[], $2::uuid[]) AS b(player_id, bet_id)
        WHERE t.player_id = b.player_id AND t.bet_id = b.bet_id AND t.status = 'placing'`,
      [rows.map((row) => row.player_id), rows.map((row) => row.bet_id), status, refusal],
    );
  }

  private write<Row>(sql: string, values: unknown[]): Promise<[Row[], number]> {
    return this.transactions.read((database) => database.query(sql, values) as Promise<[Row[], number]>);
  }
}
