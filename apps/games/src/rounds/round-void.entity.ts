import { type Currency } from '@croupier/kernel';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a round is void, as the wallet told it. Never changed. */
@Entity('round_voids')
export class RoundVoidEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('uuid', { name: 'round_id' })
  roundId: string;

  @Column('text')
  reason: string;

  @Column('timestamptz', { name: 'voided_at' })
  voidedAt: Date;

  /** It had been settled, and is in the history as it was. */
  @PrimaryColumn('boolean')
  corrected: boolean;

  @Column('uuid', { name: 'game_session_id', nullable: true })
  gameSessionId: string | null;

  @Column('text', { name: 'game_id', nullable: true })
  gameId: string | null;

  @Column('text')
  currency: Currency;

  /** Minor units. */
  @Column('bigint', { transformer: minorUnits })
  stake: number;

  /** On the player's clock. */
  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt: Date | null;
}
