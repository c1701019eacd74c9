import { type ListProgrammes, type Programme, type ProgrammeList } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { faultsOf } from './publication.js';
import { ProgrammeEntity } from './programme.entity.js';
import { termsOf } from './terms.js';

interface Cost {
  programme_id: string;
  version: number;
  awards: number;
  committed: string;
}

const costSql = `
  SELECT programme_id, programme_version AS version, count(*)::int AS awards, coalesce(sum(committed), 0) AS committed
    FROM awards WHERE $1::text IS NULL OR programme_id = $1
   GROUP BY programme_id, programme_version`;

@Injectable()
export class ProgrammesQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  async list({ status }: ListProgrammes): Promise<ProgrammeList> {
    return this.transactions.read(async (database) => {
      const rows = await database.getRepository(ProgrammeEntity).find({
        where: status ? { status } : {},
        order: { programmeId: 'ASC', version: 'DESC' },
      });
      const costs = (await database.query(costSql, [null])) as Cost[];
      return { data: rows.map((row) => programmeView(row, costs)) };
    });
  }

  /** One version as staff see it, inside the caller's transaction. */
  async view(manager: EntityManager, row: ProgrammeEntity): Promise<Programme> {
    return programmeView(row, (await manager.query(costSql, [row.programmeId])) as Cost[]);
  }

  /** Published versions that are open at a moment, by the end of the offer. */
  async open(now: Date): Promise<ProgrammeEntity[]> {
    const rows = await this.transactions.read((database) =>
      database
        .getRepository(ProgrammeEntity)
        .find({ where: { status: 'published' }, order: { programmeId: 'ASC' } }),
    );
    return rows.filter(({ definition }) => isOpen(definition, now)).sort((a, b) => endOf(a) - endOf(b));
  }
}

/** True from `startsAt` until `endsAt`. */
export function isOpen({ startsAt, endsAt }: ProgrammeEntity['definition'], now: Date): boolean {
  return (
    Date.parse(startsAt) <= now.getTime() && (endsAt === undefined || now.getTime() < Date.parse(endsAt))
  );
}

function endOf({ definition: { endsAt } }: ProgrammeEntity): number {
  return endsAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(endsAt);
}

function programmeView(row: ProgrammeEntity, costs: Cost[]): Programme {
  const { programmeId, version, status, definition, publishedAt, endedAt } = row;
  const cost = costs.find((each) => each.programme_id === programmeId && each.version === version);
  return {
    programmeId,
    version,
    status,
    definition,
    definitionHash: row.definitionHash,
    terms: termsOf(definition),
    faults: faultsOf(definition),
    awards: cost?.awards ?? 0,
    committed: { amount: Number(cost?.committed ?? 0), currency: definition.maximumStake.currency },
    ...(publishedAt ? { publishedAt: publishedAt.toISOString() } : {}),
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
  };
}
