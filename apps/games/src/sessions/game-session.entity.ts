import { type Currency } from '@croupier/kernel';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One game by one player, from launch until the next launch. */
@Entity('game_sessions')
export class GameSessionEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('uuid', { name: 'game_session_id' })
  gameSessionId: string;

  @Column('text', { name: 'game_id' })
  gameId: string;

  /** Of the stake cap, and so of every stake. */
  @Column('text')
  currency: Currency;

  /** Largest stake of a round, in minor units. */
  @Column('bigint', { name: 'stake_cap', transformer: minorUnits })
  stakeCap: number;

  /** When the player's age band changes and the cap must be asked for again; null if it never will. */
  @Column('timestamptz', { name: 'cap_changes_at', nullable: true })
  capChangesAt: Date | null;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  /** 32 bytes that make the server's seed of the next rounds; null in sessions of a version without seeds. */
  @Column('bytea', { name: 'seed_salt', nullable: true })
  seedSalt: Buffer | null;

  /** The player's part; empty until the player chooses one. */
  @Column('text', { name: 'client_seed', nullable: true })
  clientSeed: string | null;

  /** When the server's seed was committed to. */
  @Column('timestamptz', { name: 'seeded_at', nullable: true })
  seededAt: Date | null;

  /** Rounds that were refused after they were drawn; part of what the next ones are drawn from. */
  @Column('integer')
  refusals: number;

  /**
   * Before this, on the player's clock, no instant round starts: the cycle of a round with decisions or for play money, played before
   * the session was opened, goes on (RTS 14G). Null if there was none; such rounds of the session itself are held to their own.
   */
  @Column('timestamptz', { name: 'starts_from', nullable: true })
  startsFrom: Date | null;

  /** From then on no round begins until the player acknowledges it (RTS 13B); null if none ever is due. */
  @Column('timestamptz', { name: 'reality_check_at', nullable: true })
  realityCheckAt: Date | null;
}
