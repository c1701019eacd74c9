import type { LimitKind, LimitPeriod } from '@croupier/contracts';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The wish for a higher limit or for none. It changes nothing until the player confirms it, a day later. */
@Entity('limit_changes')
export class LimitChangeEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('uuid', { name: 'change_id' })
  changeId: string;

  @Column('text')
  kind: LimitKind;

  @Column('text')
  period: LimitPeriod;

  /** In minor units; null to have no limit. */
  @Column('bigint', { transformer: minorUnits, nullable: true })
  amount: number | null;

  /** By the player's clock, as the next. */
  @Column('timestamptz', { name: 'requested_at' })
  requestedAt: Date;

  @Column('timestamptz', { name: 'confirmable_from' })
  confirmableFrom: Date;
}
