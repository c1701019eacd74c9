import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A seed of the server, from the moment that it is committed to. */
@Entity('seeds')
export class SeedEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  /** SHA-256 of the seed. */
  @PrimaryColumn('bytea', { name: 'server_seed_hash' })
  serverSeedHash: Buffer;

  @Column('uuid', { name: 'game_session_id' })
  gameSessionId: string;

  @Column('bytea')
  salt: Buffer;

  @Column('timestamptz', { name: 'committed_at' })
  committedAt: Date;

  /** Since when it draws no more rounds; null while it does. */
  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt: Date | null;
}
