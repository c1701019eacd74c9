import { texts } from '../texts/en-gb.js';
import { money, type MoneyValue } from '../texts/formats.js';
import { type SlotDefinition, type Spin, symbolName } from './model.js';

const t = texts.games.slot;

/** The wins of one spin in words, line by line. */
export function winsOf(spin: Spin, definition: SlotDefinition, currency: string): string[] {
  const amount = (minor: number): string => money({ amount: minor, currency });
  const lines = spin.lineWins.map(({ line, count, symbol, payout }) =>
    t.line(line + 1, count, symbolName(definition, symbol), amount(payout)),
  );
  const scatter = definition.symbols.find(({ kind }) => kind === 'scatter')?.id ?? '';
  if (spin.scatterPayout > 0)
    lines.push(t.scatter(spin.scatterCount, symbolName(definition, scatter), amount(spin.scatterPayout)));
  return lines;
}

/** How a round ended. What is no more than the stake is told as an amount, not as a win. */
export function resultOf(
  round: { stake: MoneyValue; payout: MoneyValue },
  freeSpins: number,
  free = false,
): string {
  const { stake, payout } = round;
  if (freeSpins > 0) return t.total(money(payout), freeSpins);
  if (payout.amount === 0) return t.nothing;
  if (free) return t.winBonus(money(payout));
  return payout.amount <= stake.amount ? t.back(money(payout)) : t.win(money(payout));
}
