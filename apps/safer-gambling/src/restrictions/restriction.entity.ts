import { type RestrictionKind } from '@croupier/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why a player may not play or deposit, from when to when. */
@Entity('restrictions')
export class RestrictionEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('uuid', { name: 'restriction_id' })
  restrictionId: string;

  @Column('text')
  kind: RestrictionKind;

  /** By the player's clock, as the two below. */
  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  /** The earliest end. */
  @Column('timestamptz', { nullable: true })
  until: Date | null;

  /** The end, once it is known: of a self-exclusion, a day after the player asked to return. */
  @Column('timestamptz', { name: 'ends_at', nullable: true })
  endsAt: Date | null;

  /** Of a self-exclusion that the person decided on with another account: that one. */
  @Column('uuid', { name: 'copied_from', nullable: true })
  copiedFrom: string | null;

  @Column('timestamptz', { name: 'placed_at' })
  placedAt: Date;

  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt: Date | null;
}
