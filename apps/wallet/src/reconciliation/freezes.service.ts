import { type ReleaseAccount } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';

/** What staff do about differences. */
@Injectable()
export class FreezesService {
  constructor(private readonly transactions: TransactionRunner) {}

  /** A pass that is under way goes on. */
  async askForPass(): Promise<void> {
    await this.transactions.run((manager) =>
      manager.query('UPDATE reconciliation SET asked_at = coalesce(asked_at, clock_timestamp())'),
    );
  }

  async release({ playerId, currency, staffId, reason }: ReleaseAccount): Promise<void> {
    await this.transactions.run((manager) =>
      manager.query('SELECT release_account($1, $2, $3, $4)', [playerId, currency, staffId, reason]),
    );
  }
}
