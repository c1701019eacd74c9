import { asks, facts, type JsonSchema, schemaOf } from '@croupier/contracts';
import { type AskActor, type AskPriority } from '@croupier/kernel';
import { messageClasses } from './golden.js';

/** A message as a file of its own: JSON Schema 2020-12, with references to the files beside it. */
export function schemaDocument(name: string): JsonSchema {
  const message = messageClasses().get(name);
  if (!message) throw new Error(`${name} is no message of the contracts`);
  const { $schema, $id } = { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `${name}.json` };
  return { $schema, $id, title: name, ...withFiles(schemaOf(message, '')) };
}

/** What may be asked and what is told, by subject, with the names of their messages. */
export function subjectsDocument(): {
  asks: Record<string, AskEntry>;
  facts: Record<string, { payload: string }>;
} {
  const sorted = <Entry>(entries: [string, Entry][]): Record<string, Entry> =>
    Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    asks: sorted(
      asks.map(
        ({ subject, request, reply, deadlineMs, idempotent, priority, actor, actingStaff, errors }) => [
          subject,
          {
            ...{ request: request.name, reply: reply.name, deadlineMs, idempotent, priority, actor },
            ...(actingStaff === undefined ? {} : { actingStaff }),
            errors: [...errors].sort(),
          },
        ],
      ),
    ),
    facts: sorted(
      facts.map(({ subject, payload, aggregate }) => [subject, { payload: payload.name, aggregate }]),
    ),
  };
}

export interface AskEntry {
  request: string;
  reply: string;
  deadlineMs: number;
  idempotent: boolean;
  priority: AskPriority;
  actor: AskActor;
  actingStaff?: string;
  errors: string[];
}

function withFiles(value: unknown): JsonSchema {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      key === '$ref' && typeof inner === 'string' ? `${inner}.json` : inner,
    ),
  ) as JsonSchema;
}
