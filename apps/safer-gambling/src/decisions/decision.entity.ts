import { type ProtectionDecision } from '@croupier/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One decision about a player's protection. Only ever added. */
@Entity('decisions')
export class DecisionEntity {
  @PrimaryColumn('uuid', { name: 'player_id' })
  playerId: string;

  @PrimaryColumn('uuid', { name: 'decision_id' })
  decisionId: string;

  @Column('text')
  decision: string;

  @Column('text', { name: 'decided_by' })
  decidedBy: ProtectionDecision['decidedBy'];

  @Column('text')
  actor: string;

  /** Shown to the player. */
  @Column('text')
  reason: string;

  /** For staff alone. */
  @Column('text', { nullable: true })
  note: string | null;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt: Date;
}
