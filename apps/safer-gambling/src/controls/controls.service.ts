import { saferGamblingError, setControls } from '@croupier/contracts';
import { Clock, invariant } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { LimitEntity } from '../limits/limit.entity.js';
import { isInForce } from '../restrictions/restriction.js';
import { RestrictionEntity } from '../restrictions/restriction.entity.js';
import { controlsOf, type Decided } from './controls.js';
import { PlayerEntity } from './player.entity.js';

/** Before the process tells the wallet of a change whose own command did not get to it. */
const firstPushMs = 2000;

/** The way of decisions into the wallet: one row per player holds their order and what the wallet knows. */
@Injectable()
export class ControlsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** Locks the player's row, made where there is none: all decisions about one player pass here, one by one. */
  async lock(manager: EntityManager, playerId: string): Promise<PlayerEntity> {
    await manager.query(`INSERT INTO players (player_id) VALUES ($1) ON CONFLICT DO NOTHING`, [playerId]);
    const lock = { mode: 'pessimistic_write' as const };
    const player = await manager.findOne(PlayerEntity, { where: { playerId }, lock });
    invariant(player, 'a row that was just made can be locked');
    return player;
  }

  /** Notes, in the transaction of the change, that the wallet has to learn of it. The caller holds the lock. */
  async changed(manager: EntityManager, { playerId, revision }: PlayerEntity): Promise<void> {
    const nextPushAt = new Date(this.clock.now().getTime() + firstPushMs);
    await manager.update(PlayerEntity, { playerId }, { revision: revision + 1, nextPushAt, pushes: 0 });
  }

  /**
   * Brings everything decided about a player into the wallet. Returns only when the wallet has it.
   * @throws DomainError `protection_pending` if it does not confirm; the process goes on trying.
   */
  async enforce(playerId: string): Promise<void> {
    try {
      await this.push(playerId);
    } catch (cause) {
      throw saferGamblingError('protection_pending', { retryAfterMs: firstPushMs, cause });
    }
  }

  /** Tells the wallet all limits and blocks of a player, unless it knows them, and notes that it does. */
  async push(playerId: string): Promise<void> {
    const decided = await this.decided(playerId);
    if (!decided) return;
    const receipt = await this.bus.ask(setControls, controlsOf(decided));
    const overtaken = await this.transactions.run((manager) =>
      this.note(manager, playerId, receipt.revision),
    );
    if (overtaken) await this.push(playerId);
  }

  /** Undefined if the wallet has confirmed the newest revision. */
  private decided(playerId: string): Promise<Decided | undefined> {
    return this.transactions.run(async (manager) => {
      // The lock keeps revision and rows of one moment together: no content may go out under a later number.
      const lock = { mode: 'pessimistic_read' as const };
      const player = await manager.findOne(PlayerEntity, { where: { playerId }, lock });
      if (!player || player.acknowledged === player.revision) return undefined;
      const now = this.clock.nowFor(playerId);
      const restrictions = await manager.findBy(RestrictionEntity, { playerId });
      const limits = await manager.findBy(LimitEntity, { playerId });
      const inForce = restrictions.filter((restriction) => isInForce(restriction, now));
      return { playerId, revision: player.revision, limits, restrictions: inForce };
    });
  }

  /** Notes what the wallet has. True if it is ahead of us: then our row was moved on and is to be sent again. */
  private async note(manager: EntityManager, playerId: string, revision: number): Promise<boolean> {
    // A wallet ahead of this row outlived our database: it takes nothing but what is newer than all it has seen.
    const [, overtaken] = (await manager.query(
      `UPDATE players SET revision = $2::bigint + 1, next_push_at = $3 WHERE player_id = $1 AND revision < $2`,
      [playerId, revision, this.clock.now()],
    )) as [unknown, number];
    await manager.query(
      `UPDATE players
          SET acknowledged = greatest(acknowledged, $2),
              next_push_at = CASE WHEN revision <= $2 THEN NULL ELSE next_push_at END
        WHERE player_id = $1 AND revision >= $2`,
      [playerId, revision],
    );
    return overtaken > 0;
  }
}
