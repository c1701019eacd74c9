import { walletError } from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';

@Injectable()
export class AwardsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /**
   * The currency of an award. It never changes, so it can be read before the transaction that ends the award.
   * @throws DomainError `award_not_active` for an award that is not known
   */
  async currencyOf(playerId: string, awardId: string): Promise<Currency> {
    const [row] = await this.transactions.read(
      (database) =>
        database.query(`SELECT currency FROM awards WHERE player_id = $1 AND award_id = $2`, [
          playerId,
          awardId,
        ]) as Promise<{ currency: Currency }[]>,
    );
    if (!row) throw walletError('award_not_active');
    return row.currency;
  }
}
