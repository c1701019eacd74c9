import { Clock } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { PaymentProvider } from '../provider/payment-provider.js';
import { WithdrawalEntity } from './withdrawal.entity.js';
import { WithdrawalsService } from './withdrawals.service.js';

/** Waits double up to the longest: short where only we are waited for, longer where the banks are. */
const claimSql = `
  UPDATE withdrawals
     SET checks = checks + 1,
         next_check_at = $1::timestamptz + interval '1 s' * CASE
           WHEN status = 'submitted' AND provider_outcome IS NULL THEN least(600, 10 * 2 ^ least(checks, 10))
           ELSE least(30, 2 * 2 ^ least(checks, 10))
         END
   WHERE (player_id, withdrawal_id) IN (
     SELECT player_id, withdrawal_id FROM withdrawals WHERE next_check_at <= $1
      ORDER BY next_check_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING player_id, withdrawal_id`;

/** Ends every withdrawal: holds, submits, asks the provider how it ended, and tells the wallet. */
@Injectable()
export class WithdrawalsProcess extends DueLoop<WithdrawalEntity> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly withdrawals: WithdrawalsService,
    private readonly provider: PaymentProvider,
    private readonly clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    super('withdrawals', log);
  }

  protected async claim(limit: number): Promise<WithdrawalEntity[]> {
    const [claimed] = await this.transactions.read(
      (database) =>
        database.query(claimSql, [this.clock.now(), limit]) as Promise<
          [{ player_id: string; withdrawal_id: string }[], number]
        >,
    );
    const rows = await Promise.all(
      claimed.map(({ player_id, withdrawal_id }) => this.withdrawals.find(player_id, withdrawal_id)),
    );
    return rows.filter((row) => row !== null);
  }

  protected idOf({ withdrawalId }: WithdrawalEntity): string {
    return withdrawalId;
  }

  protected async advance(row: WithdrawalEntity): Promise<void> {
    let current: WithdrawalEntity | null = row;
    if (current.status === 'requested') {
      await this.withdrawals.hold(current);
      current = await this.again(current);
    }
    if (current?.status === 'held') {
      await this.withdrawals.submit(current);
      current = await this.again(current);
    } else if (current?.status === 'submitted' && !current.providerOutcome) {
      await this.ask(current);
      current = await this.again(current);
    }
    if (current) await this.withdrawals.finish(current);
  }

  private async ask(row: WithdrawalEntity): Promise<void> {
    const state = await this.provider.readPayout(row.withdrawalId);
    if (state.status === 'paid') {
      await this.withdrawals.learn(row, { kind: 'paid', amount: state.amount });
    } else if (state.status === 'failed') {
      await this.withdrawals.learn(row, { kind: 'failed', reason: state.reason });
    } else if (state.status === 'unknown') {
      // It took the order once; with the same reference it cannot pay it twice.
      this.log.warn({ withdrawalId: row.withdrawalId }, 'the provider forgot a payout, ordered again');
      await this.withdrawals.submit(row);
    }
  }

  private again({ playerId, withdrawalId }: WithdrawalEntity): Promise<WithdrawalEntity | null> {
    return this.withdrawals.find(playerId, withdrawalId);
  }
}
