import {
  type CancelDeposit,
  commonError,
  type ControlsReceipt,
  type ReserveDeposit,
  type SetControls,
  walletError,
  type WindowKind,
  type WindowName,
} from '@croupier/contracts';
import { Clock, invariant } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';

const rolling = ['rolling_day', 'rolling_week', 'rolling_month'] as const;
const windowsOf: Record<WindowKind, readonly WindowName[]> = {
  deposit: rolling,
  net_deposit: ['day', 'week', 'month', ...rolling],
  stake: [...rolling, 'game_session'],
  loss: [...rolling, 'game_session'],
};

/** Limits and blocks in force, and the deposits counted against them; the rules themselves are in controls.sql. */
@Injectable()
export class ControlsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  /** In force for every stake and deposit that is not committed yet when this returns. */
  async set({ playerId, revision, limits, blocks, windows = [] }: SetControls): Promise<ControlsReceipt> {
    for (const [index, { kind, window }] of windows.entries())
      if (!windowsOf[kind].includes(window))
        throw commonError('invalid_request', { field: `windows.${index}.window` });
    const inForce = await this.transactions.run(async (manager) => {
      const [row] = (await manager.query('SELECT set_controls($1, $2, $3, $4, $5) AS revision', [
        playerId,
        revision,
        JSON.stringify(limits),
        JSON.stringify(blocks),
        JSON.stringify(windows),
      ])) as { revision: string }[];
      return Number(row?.revision);
    });
    return { revision: inForce, applied: inForce === revision };
  }

  /** @throws DomainError `no_account`, `deposit_blocked`, `deposit_limit_reached`, `idempotency_key_reused` */
  async reserve(request: ReserveDeposit): Promise<void> {
    const { playerId, depositId, amount, dryRun } = request;
    const at = this.clock.nowFor(playerId).toISOString();
    const ask = async (manager: EntityManager): Promise<string> => {
      const rows = (await manager.query('SELECT reserve_deposit($1, $2, $3, $4, $5) AS verdict', [
        playerId,
        depositId,
        amount.currency,
        amount.amount,
        at,
      ])) as { verdict: string }[];
      return rows[0]?.verdict ?? '';
    };
    const verdict = await (dryRun ? this.transactions.rehearse(ask) : this.transactions.run(ask));
    switch (verdict) {
      case 'reserved':
        return;
      case 'idempotency_key_reused':
        throw commonError(verdict);
      case 'no_account':
      case 'deposit_blocked':
      case 'deposit_limit_reached':
        throw walletError(verdict, { field: 'amount' });
      default:
        invariant(false, `unknown verdict ${verdict}`);
    }
  }

  async cancel({ playerId, depositId }: CancelDeposit): Promise<void> {
    await this.transactions.run((manager) =>
      manager.query('SELECT cancel_deposit($1, $2)', [playerId, depositId]),
    );
  }
}
