import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An offer of a programme to one player or to a segment, and how far it is queued. */
@Entity('campaigns')
export class CampaignEntity {
  @PrimaryColumn('uuid', { name: 'campaign_id' })
  campaignId: string;

  @Column('text', { name: 'programme_id' })
  programmeId: string;

  @Column('integer')
  version: number;

  @Column('uuid', { name: 'player_id', nullable: true })
  playerId: string | null;

  @Column('text', { nullable: true })
  segment: string | null;

  @Column('text')
  headline: string;

  @Column('text')
  conditions: string;

  @Column('timestamptz')
  until: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('uuid', { nullable: true })
  cursor: string | null;

  @Column('integer')
  players: number;

  @Column('timestamptz', { name: 'next_check_at', nullable: true })
  nextCheckAt: Date | null;
}
