import { createHash } from 'node:crypto';
import type { ProgrammeDefinition } from '@croupier/contracts';

/** SHA-256 of a definition, whatever the order of its members: what an approval is about. */
export function definitionHash(definition: ProgrammeDefinition): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(JSON.parse(JSON.stringify(definition)))))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}
