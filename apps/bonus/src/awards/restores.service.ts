import { grantBonus, grantFreeRounds, type LedgerReceipt, type RoundCorrected } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { ProgressService } from '../progress/progress.service.js';
import { isRestorable, isWithHouse, pendingOf, type Restore } from '../progress/restores.js';
import { AccessService } from './access.service.js';
import { AwardEntity } from './award.entity.js';
import { refusedGrant } from './award-states.js';
import { AwardsService } from './awards.service.js';

/** What a void round brings back, and to which award. */
export interface Due extends Restore {
  awardId: string;
}

/**
 * Awards that were used up by a round which is void: that round is as if it had not been, so they go on with what they had. The
 * wallet, which had ended them, gave it to the house; it is asked to give it back. One that has expired, was given up or ended
 * otherwise stays over, and so does one whose player has another award by now or may not be offered any.
 */
@Injectable()
export class RestoresService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly awards: AwardsService,
    private readonly progress: ProgressService,
    private readonly access: AccessService,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /**
   * What a fact may bring back, asked before anything is locked. A free round that won something is none of it: what it won is
   * played. @throws DomainError while safer-gambling is away, so that the fact is heard again.
   */
  async due(fact: RoundCorrected): Promise<Due | undefined> {
    const { playerId, awardId, roundId, freeRound, payout, bonusCost, version } = fact;
    const amount = freeRound ? 0 : bonusCost.amount;
    const freeRounds = freeRound && payout.amount === 0 ? 1 : 0;
    if (awardId === undefined || (amount <= 0 && freeRounds === 0)) return undefined;
    const row = await this.awards.find(playerId, awardId);
    if (!row || !isRestorable(row) || !(await this.access.mayBeOffered(playerId))) return undefined;
    return { awardId, roundId, amount, freeRounds, version };
  }

  /** The award, locked, if it may have something back. */
  async lock(manager: EntityManager, playerId: string, awardId: string): Promise<AwardEntity | undefined> {
    const row = await manager.findOne(AwardEntity, {
      where: { playerId, awardId },
      lock: { mode: 'pessimistic_write' },
    });
    return row && isRestorable(row) && !this.hasExpired(row) ? row : undefined;
  }

  /** Notes for a locked award what it gets back. */
  take(row: AwardEntity, { awardId, ...restore }: Due): void {
    if (row.awardId !== awardId || !isRestorable(row) || this.hasExpired(row)) return;
    if (row.restores.some(({ roundId }) => roundId === restore.roundId)) return;
    // Where the wallet is about to end it, its answer tells who has it.
    if (isWithHouse(row, restore) === false) return;
    row.restores = [...row.restores, restore];
    if (row.status !== 'ending') this.awards.reopen(row);
  }

  /** Has the wallet give back the next of what is pending; after the last the award is active. */
  async giveBack(row: AwardEntity): Promise<void> {
    const next = pendingOf(row.restores);
    const definition = await this.transactions.run((manager) => this.progress.rules(manager, row));
    let receipt: LedgerReceipt | undefined;
    try {
      receipt = next && (await this.give(row, next, definition));
    } catch (error) {
      const reason = refusedGrant(error);
      if (!reason) throw error;
      row.endReason ??= reason;
    }
    await this.transactions.run(async (manager) => {
      const locked = await this.awards.lock(manager, row);
      if (locked.status !== 'granting' || locked.grantedVersion === null) return;
      if (next && receipt) returned(locked, next, receipt.version);
      else locked.restores = locked.restores.filter(({ to }) => to !== undefined);
      locked.endReason ??= row.endReason;
      // Nothing was given back at all: it is over as it was.
      if (locked.endedVersion !== null)
        return this.awards.over(manager, locked, locked.endReason ?? 'not_granted');
      locked.nextCheckAt = this.clock.now();
      if (!pendingOf(locked.restores)) {
        locked.status = 'active';
        this.awards.watch(locked, definition);
        await this.progress.sum(manager, locked);
        if (locked.endReason && locked.status === 'active') this.awards.goOn(locked, 'ending');
      }
      await manager.save(locked);
      if (next && receipt) await this.awards.tellGranted(manager, locked, next);
    });
  }

  private give(
    { playerId, awardId, currency }: AwardEntity,
    { roundId, amount }: Restore,
    { freeRounds, maximumStake }: Awaited<ReturnType<ProgressService['rules']>>,
  ): Promise<LedgerReceipt> {
    const back = { playerId, awardId, maximumStake, restoredBy: roundId };
    if (amount > 0) return this.bus.ask(grantBonus, { ...back, amount: { amount, currency } });
    const { gameId, stake } = freeRounds ?? { gameId: '', stake: maximumStake };
    return this.bus.ask(grantFreeRounds, { ...back, gameId, stake, rounds: 1 });
  }

  private hasExpired({ playerId, expiresAt }: AwardEntity): boolean {
    return this.clock.nowFor(playerId) >= expiresAt;
  }
}

/** The wallet has given it: the award lives from there on. */
function returned(row: AwardEntity, { roundId }: Restore, to: number): void {
  const from = row.endedVersion;
  row.restores = row.restores.map((each) =>
    each.roundId === roundId ? { ...each, ...(from === null ? {} : { from }), to } : each,
  );
  row.endedVersion = null;
}
