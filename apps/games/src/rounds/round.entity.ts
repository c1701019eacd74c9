import { type Currency } from '@croupier/kernel';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One settled round as the wallet told it. Never changed. */
@Entity('rounds')
export class RoundEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('uuid', { name: 'round_id' })
  roundId: string;

  @Column('uuid', { name: 'game_session_id' })
  gameSessionId: string;

  @Column('text', { name: 'game_id' })
  gameId: string;

  @Column('text')
  currency: Currency;

  /** Minor units. */
  @Column('bigint', { transformer: minorUnits })
  stake: number;

  /** Minor units, stake included. */
  @Column('bigint', { transformer: minorUnits })
  payout: number;

  /** The house staked it. */
  @Column('boolean', { name: 'free_round' })
  freeRound: boolean;

  @Column('jsonb')
  outcome: Record<string, unknown>;

  /** On the player's clock. */
  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'settled_at' })
  settledAt: Date;
}
