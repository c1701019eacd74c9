import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const bigint = { transformer: minorUnits };

/** One fact of the ledger about a player with an open award, and what it did for the award. */
@Entity('movements')
export class MovementEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  /** Of the player's account: one fact for each. */
  @PrimaryColumn('bigint', bigint)
  version: number;

  @Column('uuid', { name: 'award_id' })
  awardId: string;

  @Column('text')
  kind: 'round' | 'correction' | 'other';

  /** In the account after it. */
  @Column('bigint', { name: 'bonus_money', ...bigint })
  bonusMoney: number;

  @Column('bigint', { name: 'in_play', ...bigint })
  inPlay: number;

  @Column('uuid', { name: 'round_id', nullable: true })
  roundId: string | null;

  @Column('text', { name: 'game_id', nullable: true })
  gameId: string | null;

  @Column('bigint', { nullable: true, ...bigint })
  stake: number | null;

  @Column('integer', { nullable: true })
  weight: number | null;

  /** Stake times weight, in ten-thousandths of a minor unit. */
  @Column('bigint', bigint)
  counted: number;

  @Column('boolean', { name: 'free_round' })
  freeRound: boolean;

  /** Bonus money that a free round won. */
  @Column('bigint', bigint)
  winnings: number;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt: Date | null;

  /** Of a correction: the version by which the round was settled that it undoes. */
  @Column('bigint', { name: 'corrects_version', nullable: true, ...bigint })
  correctsVersion: number | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
}
