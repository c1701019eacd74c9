import { walletError } from '@croupier/contracts';
import { type Currency, Money } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';

@Injectable()
export class HoldsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /**
   * What is held. It is never changed, so it can be read before the transaction that ends the hold.
   * @throws DomainError `hold_not_open` for a hold that is not known
   */
  async amountOf(playerId: string, withdrawalId: string): Promise<Money> {
    const [hold] = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT t.currency, -t.cash_change AS held
             FROM known_commands k JOIN transactions t USING (player_id, recorded_at, version, currency)
            WHERE k.player_id = $1 AND k.source = 'withdrawal_hold' AND k.external_id = $2`,
          [playerId, withdrawalId],
        ) as Promise<{ currency: Currency; held: string }[]>,
    );
    if (!hold) throw walletError('hold_not_open');
    return Money.of(Number(hold.held), hold.currency);
  }
}
