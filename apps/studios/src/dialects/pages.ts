import { isCurrency } from '@croupier/kernel';
import type { Answer, Status } from './canonical.js';
import type { Dialect, Members } from './dialect.js';
import { writeAmount } from './numerals.js';

type Row = Readonly<Record<string, unknown>>;

/** Members of a row that a dialect has a name for. */
const named: Readonly<Record<string, keyof Members>> = {
  id: 'id',
  playerId: 'playerId',
  round: 'roundId',
  betId: 'betId',
  winId: 'winId',
  amount: 'amount',
  currency: 'currency',
  game: 'gameCode',
};

/** A page of a feed in a dialect's own names, money and words; what it has no name for is in lower case with underscores. */
export function writePage(dialect: Dialect, { rows, next }: NonNullable<Answer['page']>): Row {
  const data = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [nameOf(dialect, key), valueOf(dialect, row, key, value)]),
    ),
  );
  return { data, ...(next === undefined ? {} : { next }) };
}

function nameOf({ members }: Dialect, key: string): string {
  const member = named[key];
  return (member && members[member]) ?? key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function valueOf(dialect: Dialect, { currency }: Row, key: string, value: unknown): unknown {
  if (value === null) return value;
  if (key === 'amount' && typeof currency === 'string' && isCurrency(currency))
    return writeAmount(Number(value), currency, dialect.money);
  if (key === 'refusal') return dialect.words[value as Status].code;
  // Ours are `studio.code`; a studio has no dot in its id.
  return key === 'game' && typeof value === 'string' ? value.slice(value.indexOf('.') + 1) : value;
}
