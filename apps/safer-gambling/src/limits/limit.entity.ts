import type { LimitKind, LimitPeriod } from '@croupier/contracts';
import { type Currency } from '@croupier/kernel';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A limit of a player that holds now. */
@Entity('limits')
export class LimitEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('text')
  kind: LimitKind;

  @PrimaryColumn('text')
  period: LimitPeriod;

  /** In minor units. */
  @Column('bigint', { transformer: minorUnits })
  amount: number;

  @Column('text')
  currency: Currency;

  @Column('timestamptz', { name: 'set_at' })
  setAt: Date;
}
