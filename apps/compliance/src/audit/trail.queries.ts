import {
  type AuditEntry,
  type AuditPage,
  commonError,
  type ListAuditEntries,
  type TrailVerdict,
  type VerifyAuditTrail,
} from '@croupier/contracts';
import { decodeCursor, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type DataSource, MoreThan } from 'typeorm';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { genesis, hashOf } from './chain.js';

const defaultLimit = 25;
const batch = 2000;
/** What one ask verifies; whoever wants more goes on after it. */
const entriesPerAsk = 20_000;

interface Row {
  action: AuditEntryEntity;
  end: AuditEntryEntity | undefined;
}

@Injectable()
export class TrailQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** Actions and facts, each with how it ended. */
  async page({ cursor, limit = defaultLimit, ...filter }: ListAuditEntries): Promise<AuditPage> {
    const below = placeIn(cursor);
    const rows = await this.transactions.read(async (database) => {
      const query = database
        .getRepository(AuditEntryEntity)
        .createQueryBuilder('entry')
        .where(`entry.kind <> 'outcome'`)
        .orderBy('entry.sequence', 'DESC')
        .take(limit + 1);
      if (below !== undefined) query.andWhere('entry.sequence < :below', { below });
      for (const [name, value] of Object.entries(filter))
        if (value !== undefined) query.andWhere(`entry.${name} = :${name}`, { [name]: value as string });
      return withEnds(database, await query.getMany());
    });
    const place = ({ action }: Row) => ({ at: action.at.toISOString(), id: String(action.sequence) });
    return pageOf(rows, limit, place, viewOf);
  }

  /**
   * Recomputes every hash from what the rows say. An entry that was edited, taken out or put in breaks the chain at its
   * place; what was cut off at the end shows against a hash that somebody kept elsewhere.
   */
  async verify({ after = 0, knownSequence, knownHash }: VerifyAuditTrail): Promise<TrailVerdict> {
    return this.transactions.read(async (database) => {
      const repository = database.getRepository(AuditEntryEntity);
      const before = after === 0 ? undefined : await repository.findOneBy({ sequence: after });
      if (before === null) throw commonError('not_found');
      let [sequence, hash] = [after, before?.hash ?? genesis];
      const verdict = (fault?: TrailVerdict['fault'], more = false): TrailVerdict => ({
        ...{ intact: fault === undefined, entries: sequence - after, sequence, hash, more },
        ...(fault === undefined ? {} : { fault }),
      });
      while (sequence - after < entriesPerAsk) {
        const where = { sequence: MoreThan(sequence) };
        const rows = await repository.find({ where, order: { sequence: 'ASC' }, take: batch });
        for (const row of rows) {
          if (row.sequence !== sequence + 1) return { ...verdict('missing'), sequence: sequence + 1 };
          const sound = row.hash === hashOf(hash, row);
          [sequence, hash] = [row.sequence, row.hash];
          if (!sound) return verdict('edited');
          if (sequence === knownSequence && hash !== knownHash) return verdict('not_the_known_hash');
        }
        if (rows.length < batch) {
          // An entry somebody knows of must be there.
          const cut = knownSequence !== undefined && knownSequence > sequence;
          return cut ? { ...verdict('missing'), sequence: sequence + 1 } : verdict();
        }
      }
      return verdict(undefined, true);
    });
  }
}

async function withEnds(database: DataSource, actions: AuditEntryEntity[]): Promise<Row[]> {
  const ids = actions.map(({ entryId }) => entryId);
  const ends = await database
    .getRepository(AuditEntryEntity)
    .createQueryBuilder('entry')
    .where('entry.about = ANY(:ids)', { ids })
    .getMany();
  const byAction = new Map(ends.map((end) => [end.about, end]));
  return actions.map((action) => ({ action, end: byAction.get(action.entryId) }));
}

function viewOf({ action, end }: Row): AuditEntry {
  const { sequence, entryId, staffId, roles, targetKind, targetId, reason, parameters, traceId, at, hash } =
    action;
  const outcome = action.outcome ?? end?.outcome ?? 'open';
  const code = end?.code ?? action.code;
  return {
    ...{ sequence, entryId, staffId, roles, action: action.action, outcome, traceId, hash },
    ...(targetKind === null ? {} : { targetKind }),
    ...(targetId === null ? {} : { targetId }),
    ...(reason === null ? {} : { reason }),
    ...(parameters === null ? {} : { parameters: JSON.parse(parameters) as Record<string, unknown> }),
    ...(code === null ? {} : { code }),
    at: at.toISOString(),
  };
}

/** @throws DomainError `invalid_request` for a cursor that was not written here. */
function placeIn(cursor: string | undefined): number | undefined {
  const id = decodeCursor(cursor)?.id;
  if (id === undefined) return undefined;
  if (/^\d{1,15}$/.test(id)) return Number(id);
  const message = 'cursor must be `next` of an earlier page';
  throw commonError('invalid_request', {
    field: 'cursor',
    errors: [{ field: 'cursor', code: 'invalid_cursor', message }],
  });
}
