import type { ProgrammeDefinition, ProgrammeStatus } from '@croupier/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of a programme. */
@Entity('programmes')
export class ProgrammeEntity {
  @PrimaryColumn('text', { name: 'programme_id' })
  programmeId: string;

  @PrimaryColumn('integer')
  version: number;

  @Column('text')
  status: ProgrammeStatus;

  @Column('jsonb')
  definition: ProgrammeDefinition;

  @Column('text', { name: 'definition_hash' })
  definitionHash: string;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
