import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One fact of the platform about a player, as the player's own history shows it. */
@Entity('activities')
export class ActivityEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  /** The id of the fact it was made from. */
  @PrimaryColumn('uuid', { name: 'activity_id' })
  activityId: string;

  @Column('text')
  kind: string;

  @Column('timestamptz')
  at: Date;

  @Column('jsonb')
  facts: object;
}
