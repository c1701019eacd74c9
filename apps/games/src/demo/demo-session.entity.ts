import type { PlayedRound } from '@croupier/contracts';
import type { TableBet } from '@croupier/game-maths';
import { type Currency } from '@croupier/kernel';
import { minorUnits } from '@croupier/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TrailEntry } from '../decisions/decision-row.js';

/** A round with decisions, as `decision_rounds` has those for money: what it is drawn from and what was decided, no state. */
export interface DemoHand {
  readonly roundId: string;
  readonly definitionHash: string;
  readonly bets: readonly TableBet<string>[];
  /** ISO 8601, on the player's clock, as is `until`: when the rules decide, which nobody is shown. */
  readonly startedAt: string;
  readonly until: string;
  readonly state: 'open' | 'settled';
  readonly trail: readonly TrailEntry[];
}

/** The game a player tries for play money, or tried last. */
@Entity('demo_sessions')
export class DemoSessionEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @Column('uuid', { name: 'game_session_id' })
  gameSessionId: string;

  @Column('text', { name: 'game_id' })
  gameId: string;

  @Column('text')
  currency: Currency;

  /** Largest stake of a round in minor units, as if it were for money. */
  @Column('bigint', { name: 'stake_cap', transformer: minorUnits })
  stakeCap: number;

  /** 32 bytes that, with the key of the processes, make what the rounds are drawn from. */
  @Column('bytea', { name: 'seed_salt' })
  seedSalt: Buffer;

  /** Play money, minor units. */
  @Column('bigint', { transformer: minorUnits })
  balance: number;

  /** The round played last. */
  @Column('jsonb', { name: 'last_round', nullable: true })
  lastRound: PlayedRound | null;

  /** The round with decisions that is played, or was played last. */
  @Column('jsonb', { nullable: true })
  hand: DemoHand | null;

  /** Before this, on the player's clock, no round starts (RTS 14D). */
  @Column('timestamptz', { name: 'starts_from', nullable: true })
  startsFrom: Date | null;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  /** From then on no round begins until the player acknowledges it (RTS 13B); null if none ever is due. */
  @Column('timestamptz', { name: 'reality_check_at', nullable: true })
  realityCheckAt: Date | null;
}
