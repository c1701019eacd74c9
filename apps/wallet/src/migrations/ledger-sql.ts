import { readFileSync } from 'node:fs';

/** The SQL of the ledger, as it stands in its files; the newest migration that changes one runs it. */
export function ledgerSql(name: 'controls' | 'post' | 'views'): string {
  return readFileSync(new URL(`../ledger/${name}.sql`, import.meta.url), 'utf8');
}
