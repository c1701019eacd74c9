import {
  type Award,
  bonusError,
  type ClaimBonus,
  commonError,
  readWallet,
  walletError,
  type WalletView,
} from '@croupier/contracts';
import { Clock, invariant, newId } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { ProgrammeEntity } from '../programmes/programme.entity.js';
import { isOpen } from '../programmes/programmes.queries.js';
import { largestAward } from '../programmes/publication.js';
import { AccessService } from './access.service.js';
import { isOver } from './award-states.js';
import { AwardEntity } from './award.entity.js';
import { AwardsProcess } from './awards.process.js';
import { AwardsQueries } from './awards.queries.js';

const dayMs = 24 * 60 * 60 * 1000;

export class ClaimBonusCommand extends Command<Award> {
  constructor(readonly request: ClaimBonus) {
    super();
  }
}

/**
 * Opts a player in. Free rounds are granted by the process at once; a deposit match waits for the deposit. The most
 * the award can cost is taken out of the programme's budget here, so that what is promised can be given.
 * Key: (player, idempotencyKey), without expiry. Locks: the programme, then the player. Fails closed without an
 * answer of safer-gambling. Refuses: unknown_programme, programme_not_open, already_claimed, award_active,
 * not_eligible, no_account, idempotency_key_reused.
 */
@CommandHandler(ClaimBonusCommand)
export class ClaimBonusHandler implements ICommandHandler<ClaimBonusCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly awards: AwardsQueries,
    private readonly access: AccessService,
    private readonly process: AwardsProcess,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: ClaimBonusCommand): Promise<Award> {
    const { playerId, idempotencyKey, programmeId } = request;
    const known = await this.awards.findByKey(playerId, idempotencyKey);
    if (!known) {
      await this.access.insist(playerId);
      const wallet = await this.bus.ask(readWallet, { playerId });
      await this.transactions.run((manager) => this.optIn(manager, request, wallet));
      this.process.nudge();
    }
    const row = known ?? (await this.awards.findByKey(playerId, idempotencyKey));
    invariant(row, 'an award that was just stored can be read');
    if (row.programmeId !== programmeId) throw commonError('idempotency_key_reused');
    return this.awards.view(row);
  }

  private async optIn(manager: EntityManager, request: ClaimBonus, wallet: WalletView): Promise<void> {
    const { playerId, programmeId, idempotencyKey } = request;
    const programme = await this.lockOpen(manager, request);
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext($1))`, [playerId]);
    const own = await manager.findBy(AwardEntity, { playerId });
    if (own.some(({ claimKey }) => claimKey === idempotencyKey)) return;
    const had = own.some(
      (row) => row.programmeId === programmeId && (row.status !== 'ended' || row.grantedVersion !== null),
    );
    if (had) throw bonusError('already_claimed');
    if (own.some(({ status }) => !isOver(status))) throw walletError('award_active');
    await this.assertBudget(manager, programme);
    await manager.insert(AwardEntity, this.build(request, programme, wallet));
  }

  /** Nobody publishes, ends or, where there is a budget, claims it meanwhile. */
  private async lockOpen(
    manager: EntityManager,
    { playerId, programmeId }: ClaimBonus,
  ): Promise<ProgrammeEntity> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext($1))`, [programmeId]);
    const versions = await manager.findBy(ProgrammeEntity, { programmeId });
    const published = versions.find(({ status }) => status === 'published');
    if (published && isOpen(published.definition, this.clock.nowFor(playerId))) return published;
    const told = versions.some(({ status }) => status !== 'draft');
    throw bonusError(told ? 'programme_not_open' : 'unknown_programme');
  }

  private async assertBudget(manager: EntityManager, programme: ProgrammeEntity): Promise<void> {
    const { programmeId, version, definition } = programme;
    if (!definition.budget) return;
    const [{ committed }] = (await manager.query(
      `SELECT coalesce(sum(committed), 0) AS committed FROM awards
        WHERE programme_id = $1 AND programme_version = $2`,
      [programmeId, version],
    )) as [{ committed: string }];
    if (Number(committed) + largestAward(definition) > definition.budget.amount)
      throw bonusError('programme_not_open');
  }

  private build(
    { playerId, idempotencyKey }: ClaimBonus,
    { programmeId, version, definition }: ProgrammeEntity,
    wallet: WalletView,
  ): AwardEntity {
    const { currency } = definition.maximumStake;
    if (wallet.cash.currency !== currency) throw walletError('no_account');
    const now = this.clock.now();
    const { depositMatch, expiresAfterDays } = definition;
    const waitDays = depositMatch?.depositWithinDays ?? expiresAfterDays;
    const expiresAt = new Date(this.clock.nowFor(playerId).getTime() + waitDays * dayMs);
    return Object.assign(new AwardEntity(), {
      playerId,
      awardId: newId(),
      programmeId,
      programmeVersion: version,
      claimKey: idempotencyKey,
      currency,
      status: depositMatch ? 'claimed' : 'granting',
      committed: largestAward(definition),
      claimedVersion: wallet.version,
      claimedAt: now,
      expiresAt,
      nextCheckAt: depositMatch ? expiresAt : now,
      checks: 0,
    } satisfies Partial<AwardEntity>);
  }
}
