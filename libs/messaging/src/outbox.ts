import { type FactContract, newId } from '@croupier/kernel';
import { type EntityManager } from 'typeorm';
import { currentContext } from './call-context.js';

/** One fact to be told once the transaction it is written in commits. */
export interface OutgoingFact<Payload extends object = object> {
  fact: FactContract<Payload>;
  payload: Payload;
}

/** Pairs a fact's declaration with its payload, checked by type. */
export function outgoing<Payload extends object>(
  fact: FactContract<Payload>,
  payload: Payload,
): OutgoingFact<Payload> {
  return { fact, payload };
}

/** Writes facts into the outbox, in the caller's transaction: they leave exactly if it commits. */
export async function tell(manager: EntityManager, ...facts: OutgoingFact[]): Promise<void> {
  if (facts.length === 0) return;
  const trace = currentContext()?.trace ?? null;
  const rows = facts.map(({ fact, payload }) => ({ event_id: newId(), subject: fact.subject, payload }));
  await manager.query(
    `INSERT INTO outbox (event_id, subject, payload, trace)
     SELECT event_id, subject, payload, $2 FROM jsonb_to_recordset($1::jsonb)
       AS fact(event_id uuid, subject text, payload jsonb)`,
    [JSON.stringify(rows), trace],
  );
}
