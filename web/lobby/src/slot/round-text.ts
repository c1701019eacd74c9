import { texts } from '../texts/en-gb.js';
import { money, type MoneyValue } from '../texts/formats.js';
import { type Cascade, type SlotDefinition, type Spin, symbolName } from './model.js';

const t = texts.games.slot;

/** The wins of one spin in words, line by line. */
export function winsOf(spin: Spin, definition: SlotDefinition, currency: string): string[] {
  const amount = (minor: number): string => money({ amount: minor, currency });
  const lines = [
    ...windowWins(spin, definition, amount),
    ...(spin.cascades ?? []).flatMap((cascade, index) =>
      windowWins(cascade, definition, amount).map((win) => t.cascade(index + 1, win)),
    ),
  ];
  const scatter = definition.symbols.find(({ kind }) => kind === 'scatter')?.id ?? '';
  if (spin.scatterPayout > 0)
    lines.push(t.scatter(spin.scatterCount, symbolName(definition, scatter), amount(spin.scatterPayout)));
  for (const { payout } of spin.bonusWins ?? []) lines.push(t.picks(amount(payout)));
  if (spin.hold) lines.push(t.hold(spin.hold.coins.length, spin.hold.respins, amount(spin.hold.payout)));
  return lines;
}

/** Lines, ways or clusters of one window. */
function windowWins(
  { lineWins, wayWins = [], clusterWins = [] }: Spin | Cascade,
  definition: SlotDefinition,
  amount: (minor: number) => string,
): string[] {
  const name = (symbol: string): string => symbolName(definition, symbol);
  return [
    ...lineWins.map(({ line, count, symbol, payout, fromRight = false }) =>
      (fromRight ? t.lineFromRight : t.line)(line + 1, count, name(symbol), amount(payout)),
    ),
    ...wayWins.map(({ count, symbol, ways, payout }) => t.ways(count, name(symbol), ways, amount(payout))),
    ...clusterWins.map(({ count, symbol, payout }) => t.cluster(count, name(symbol), amount(payout))),
  ];
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
