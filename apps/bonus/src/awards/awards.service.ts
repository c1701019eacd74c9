import {
  awardCompleted,
  awardEnded,
  type AwardEndReason,
  awardExpiring,
  type AwardFact,
  awardGranted,
  convertBonus,
  type DepositCredited,
  forfeitBonus,
  type forfeitReasons,
  grantBonus,
  grantFreeRounds,
  type LedgerReceipt,
  type ProgrammeDefinition,
  readWallet,
} from '@croupier/contracts';
import { Clock, type MoneyJson } from '@croupier/kernel';
import { Bus, outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { shareOf } from '../programmes/shares.js';
import { partsPerUnit } from '../progress/wagering.js';
import { ProgressService } from '../progress/progress.service.js';
import { AwardEntity } from './award.entity.js';
import { isOver, refusedGrant } from './award-states.js';

const dayMs = 24 * 60 * 60 * 1000;

/** A day before the end, or in the middle of an award that lives no longer than two days. */
function reminderOf(expiresAt: Date, days: number): Date {
  return new Date(expiresAt.getTime() - Math.min(dayMs, (days * dayMs) / 2));
}

type ForfeitReason = (typeof forfeitReasons)[number];

/** The rows of awards, and each single step they take. Every step may be repeated. */
@Injectable()
export class AwardsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly progress: ProgressService,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  find(playerId: string, awardId: string): Promise<AwardEntity | null> {
    return this.transactions.read((database) =>
      database.getRepository(AwardEntity).findOneBy({ playerId, awardId }),
    );
  }

  /** True if the player has an award that is not over: only then do facts of the ledger matter. */
  async hasOpen(playerId: string): Promise<boolean> {
    const rows: unknown[] = await this.transactions.read((database) =>
      database.query(`SELECT 1 FROM awards WHERE player_id = $1 AND status NOT IN ('completed', 'ended')`, [
        playerId,
      ]),
    );
    return rows.length > 0;
  }

  /** Locks the player's award that is not over. */
  async lockOpen(manager: EntityManager, playerId: string): Promise<AwardEntity | undefined> {
    const rows = await manager.find(AwardEntity, {
      where: { playerId },
      order: { awardId: 'DESC' },
      lock: { mode: 'pessimistic_write' },
    });
    return rows.find((row) => !isOver(row.status));
  }

  lock(manager: EntityManager, { playerId, awardId }: AwardEntity): Promise<AwardEntity> {
    return manager.findOneOrFail(AwardEntity, {
      where: { playerId, awardId },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** A deposit that a claimed award waits for makes its bonus due. Any other deposit does nothing. */
  async earn(manager: EntityManager, row: AwardEntity, deposit: DepositCredited): Promise<void> {
    if (row.status !== 'claimed') return;
    const { depositMatch } = await this.progress.rules(manager, row);
    const { amount, depositId, recordedAt } = deposit;
    if (!depositMatch || amount.currency !== row.currency) return;
    const { minimumDeposit, percentageBasisPoints, maximumBonus } = depositMatch;
    if (amount.amount < minimumDeposit.amount || Date.parse(recordedAt) < row.claimedAt.getTime()) return;
    const aheadMs = this.clock.ahead().get(row.playerId) ?? 0;
    if (Date.parse(recordedAt) + aheadMs >= row.expiresAt.getTime()) return;
    row.bonus = Math.min(maximumBonus.amount, shareOf(amount.amount, percentageBasisPoints, 10_000));
    row.committed = row.bonus;
    row.depositId = depositId;
    this.goOn(row, 'granting');
  }

  /** Has the wallet give what was promised; from then on the award is active. */
  async grant(row: AwardEntity): Promise<void> {
    const definition = await this.transactions.run((manager) => this.progress.rules(manager, row));
    let receipt: LedgerReceipt;
    try {
      receipt = await this.give(row, definition);
    } catch (error) {
      const reason = refusedGrant(error);
      if (!reason) throw error;
      await this.transactions.run(async (manager) => {
        const locked = await this.lock(manager, row);
        if (locked.status === 'granting') await this.over(manager, locked, row.endReason ?? reason);
      });
      return;
    }
    await this.transactions.run(async (manager) => {
      const locked = await this.lock(manager, row);
      if (locked.status === 'granting') await this.activate(manager, locked, definition, receipt);
    });
  }

  /** Has the wallet turn the bonus money into cash. */
  async complete(row: AwardEntity): Promise<void> {
    const { playerId, awardId } = row;
    const { amount, version } = await this.bus.ask(convertBonus, { playerId, awardId });
    await this.transactions.run(async (manager) => {
      const locked = await this.lock(manager, row);
      if (locked.status !== 'completing') return;
      await this.close(manager, locked, version);
      locked.status = 'completed';
      locked.converted = amount.amount;
      await manager.save(locked);
      await tell(
        manager,
        outgoing(awardCompleted, { ...(await this.factOf(manager, locked)), converted: amount }),
      );
    });
  }

  /** Has the wallet take back what is left of the bonus. */
  async forfeit(row: AwardEntity): Promise<void> {
    const { playerId, awardId, endReason } = row;
    const reason = (endReason ?? 'staff') as ForfeitReason;
    const { amount, version } = await this.bus.ask(forfeitBonus, { playerId, awardId, reason });
    await this.transactions.run(async (manager) => {
      const locked = await this.lock(manager, row);
      if (locked.status !== 'ending') return;
      await this.close(manager, locked, version);
      await this.over(manager, locked, reason, amount);
    });
  }

  /**
   * Ends a locked award, as far as that can be decided now: what was not given yet is over at once, what is being
   * given is taken back as soon as it was. @returns false if it is past that.
   */
  async end(manager: EntityManager, row: AwardEntity, reason: AwardEndReason): Promise<boolean> {
    if (row.status === 'claimed') {
      await this.over(manager, row, reason);
    } else if (row.status === 'granting') {
      row.endReason ??= reason;
      await manager.save(row);
    } else if (row.status === 'active') {
      row.endReason = reason;
      this.goOn(row, 'ending');
      await manager.save(row);
    } else {
      return row.status === 'ending';
    }
    return true;
  }

  /**
   * An award whose time is over on the player's clock. Decided only once every fact of the ledger is known, so that
   * rounds settled in time count however late their facts arrive. @throws DomainError while the wallet is away.
   */
  async expire(row: AwardEntity, overdueBoundMs = Number.POSITIVE_INFINITY): Promise<void> {
    const { playerId } = row;
    const overdueMs = this.clock.nowFor(playerId).getTime() - row.expiresAt.getTime();
    if (overdueMs < 0) return;
    const { version } = await this.bus.ask(readWallet, { playerId });
    if (!(await this.progress.isCaughtUp(row, version)) && overdueMs < overdueBoundMs) return;
    await this.transactions.run(async (manager) => {
      const locked = await this.lock(manager, row);
      if (locked.status !== row.status) return;
      await this.end(manager, locked, row.status === 'claimed' ? 'no_deposit' : 'expired');
    });
  }

  /** Tells once that an active award expires soon. @returns false if that time has not come or is over. */
  async remind(row: AwardEntity): Promise<boolean> {
    if (row.remindedAt || this.clock.nowFor(row.playerId) >= row.expiresAt) return false;
    await this.transactions.run(async (manager) => {
      const locked = await this.lock(manager, row);
      if (locked.status !== 'active' || locked.remindedAt) return;
      locked.remindedAt = this.clock.now();
      locked.nextCheckAt = locked.expiresAt;
      locked.checks = 0;
      await manager.save(locked);
      const { required, counted, expiresAt } = locked;
      const remaining = this.money(locked, Math.max(0, required - Math.floor(counted / partsPerUnit)));
      const fact = { ...(await this.factOf(manager, locked)), remaining, expiresAt: expiresAt.toISOString() };
      await tell(manager, outgoing(awardExpiring, fact));
    });
    return true;
  }

  /** Puts a row to its next state, for the process to carry out now. */
  goOn(row: AwardEntity, status: AwardEntity['status']): void {
    row.status = status;
    row.nextCheckAt = this.clock.now();
    row.checks = 0;
  }

  private give(row: AwardEntity, { freeRounds, maximumStake }: ProgrammeDefinition): Promise<LedgerReceipt> {
    const { playerId, awardId, bonus, currency } = row;
    if (freeRounds) return this.bus.ask(grantFreeRounds, { playerId, awardId, ...freeRounds, maximumStake });
    return this.bus.ask(grantBonus, { playerId, awardId, amount: { amount: bonus, currency }, maximumStake });
  }

  private async activate(
    manager: EntityManager,
    row: AwardEntity,
    { expiresAfterDays, freeRounds }: ProgrammeDefinition,
    { version }: LedgerReceipt,
  ): Promise<void> {
    row.status = 'active';
    row.grantedVersion = version;
    row.grantedAt = this.clock.now();
    row.expiresAt = new Date(this.clock.nowFor(row.playerId).getTime() + expiresAfterDays * dayMs);
    row.nextCheckAt = reminderOf(row.expiresAt, expiresAfterDays);
    row.checks = 0;
    await this.progress.sum(manager, row);
    const fact = {
      ...(await this.factOf(manager, row)),
      bonus: this.money(row, row.bonus),
      freeRounds: freeRounds?.rounds ?? 0,
      required: this.money(row, row.required),
      expiresAt: row.expiresAt.toISOString(),
    };
    if (row.endReason && row.status === 'active') this.goOn(row, 'ending');
    await manager.save(row);
    await tell(manager, outgoing(awardGranted, fact));
  }

  /** The end in the wallet is known: sums that reached past it are made anew. */
  private async close(manager: EntityManager, row: AwardEntity, endedVersion: number): Promise<void> {
    row.endedVersion = endedVersion;
    row.endedAt = this.clock.now();
    row.nextCheckAt = null;
    await this.progress.sum(manager, row);
  }

  private async over(
    manager: EntityManager,
    row: AwardEntity,
    reason: AwardEndReason,
    forfeited?: MoneyJson,
  ): Promise<void> {
    row.status = 'ended';
    row.endReason = reason;
    row.forfeited = forfeited?.amount ?? null;
    row.endedAt = this.clock.now();
    row.nextCheckAt = null;
    // What was never given costs the programme's budget nothing.
    if (row.grantedVersion === null) row.committed = 0;
    await manager.save(row);
    const fact = { ...(await this.factOf(manager, row)), reason, forfeited: forfeited ?? this.money(row, 0) };
    await tell(manager, outgoing(awardEnded, fact));
  }

  private async factOf(manager: EntityManager, row: AwardEntity): Promise<AwardFact> {
    const { playerId, awardId, programmeId, programmeVersion: version } = row;
    const { kind } = await this.progress.rules(manager, row);
    return { playerId, awardId, programmeId, version, kind, at: this.clock.now().toISOString() };
  }

  private money({ currency }: AwardEntity, amount: number): MoneyJson {
    return { amount, currency };
  }
}
