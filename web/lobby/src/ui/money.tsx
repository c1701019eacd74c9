import { money, type MoneyValue } from '../texts/formats.js';

/** An amount of money. Signed, its colour says on which side of zero it is, and so does its sign. */
export function Money({ value, signed = false }: { value: MoneyValue; signed?: boolean }) {
  const side = !signed || value.amount === 0 ? '' : value.amount > 0 ? 'up' : 'down';
  return <span className={`money ${side}`}>{money(value, signed)}</span>;
}
