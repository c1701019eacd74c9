import { Clock } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { PaymentProvider } from '../provider/payment-provider.js';
import { depositLifeMs } from './deposit-states.js';
import { DepositEntity } from './deposit.entity.js';
import { DepositsService } from './deposits.service.js';

/** Waits double from these up to the longest; a deposit that ends by age is looked at when it does. */
const claimSql = `
  UPDATE deposits
     SET checks = checks + 1,
         next_check_at = CASE
           WHEN status IN ('captured', 'failed', 'expired') THEN $1::timestamptz + least(30, 1.5 * 2 ^ least(checks, 10)) * interval '1 s'
           WHEN created_at + $3 * interval '1 ms' > $1 THEN least(
             created_at + $3 * interval '1 ms',
             $1::timestamptz + least(600, 10 * 2 ^ least(checks, 10)) * interval '1 s')
           ELSE $1::timestamptz + least(600, 10 * 2 ^ least(checks, 10)) * interval '1 s'
         END
   WHERE (player_id, deposit_id) IN (
     SELECT player_id, deposit_id FROM deposits WHERE next_check_at <= $1
      ORDER BY next_check_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING player_id, deposit_id`;

/**
 * Ends every deposit: credits what was captured, asks the provider about what it has not told of, expires what was
 * never paid, and gives what came to nothing back to the player's limits.
 */
@Injectable()
export class DepositsProcess extends DueLoop<DepositEntity> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly deposits: DepositsService,
    private readonly provider: PaymentProvider,
    private readonly clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    super('deposits', log);
  }

  protected async claim(limit: number): Promise<DepositEntity[]> {
    const [claimed] = await this.transactions.read(
      (database) =>
        database.query(claimSql, [this.clock.now(), limit, depositLifeMs]) as Promise<
          [{ player_id: string; deposit_id: string }[], number]
        >,
    );
    const rows = await Promise.all(
      claimed.map(({ player_id, deposit_id }) => this.deposits.find(player_id, deposit_id)),
    );
    return rows.filter((row) => row !== null);
  }

  protected idOf({ depositId }: DepositEntity): string {
    return depositId;
  }

  protected async advance(row: DepositEntity): Promise<void> {
    const status = await this.refresh(row);
    if (status === 'captured') await this.deposits.credit(row);
    if (status === 'failed' || status === 'expired') await this.deposits.giveBack({ ...row, status });
  }

  /** What the deposit's status is once the provider was asked. */
  private async refresh(row: DepositEntity): Promise<DepositEntity['status']> {
    if (row.status !== 'created' && row.status !== 'pending') return row.status;
    const state = await this.provider.readPayment(row.depositId);
    if (state.status === 'captured') {
      return this.deposits.learn(row, { kind: 'captured', amount: state.amount });
    }
    if (state.status === 'failed') return this.deposits.learn(row, { kind: 'failed', reason: state.reason });
    const age = this.clock.now().getTime() - row.createdAt.getTime();
    return age < depositLifeMs ? row.status : this.deposits.learn(row, { kind: 'expired' });
  }
}
