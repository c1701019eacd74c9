import type { CrapsView, ThrownRoll } from '../craps/decision-table.js';
import type { SettledBet } from '../craps/play.js';
import type { BetRequest } from '../table-bets.js';
import { capital, listOf, spaced } from '../text-parts.js';
import { cameBack, type MoneyWords } from './parts.js';

type Bet = BetRequest<string>;
interface Change {
  readonly kind: string;
  readonly bets?: readonly Bet[];
  readonly byDefault?: boolean;
}

/** Every bet, roll and change of a round in the order in which they came. */
export function crapsWords(outcome: Readonly<Record<string, unknown>>, money: MoneyWords): string[] {
  const { rolls } = outcome as unknown as CrapsView;
  const { bets = [], actions = [] } = outcome as { bets?: readonly Bet[]; actions?: readonly Change[] };
  const thrown = rolls[Symbol.iterator]();
  return [
    `The round began with ${laid(bets, money)}.`,
    ...actions.map(({ kind, bets: changed = [], byDefault }) => {
      if (kind === 'bet') return `You added ${laid(changed, money)}.`;
      if (kind === 'take-down') return `You took down ${laid(changed, money)}; it came back.`;
      const next = thrown.next();
      return next.done ? '' : rollWords(next.value, byDefault === true, money);
    }),
  ].filter((sentence) => sentence !== '');
}

function rollWords({ dice, point, settled }: ThrownRoll, byRules: boolean, money: MoneyWords): string {
  const [first, second] = dice;
  const on = point === 0 ? 'without a point' : `with the point ${point}`;
  const ends = settled.map((bet) => `${named(bet, money)}: ${end(bet, money)}`);
  const what = ends.length === 0 ? 'No bet was settled' : capital(ends.join('; '));
  const how = byRules ? ' (by the rules)' : '';
  return `The dice showed ${first} and ${second}, ${first + second} in all, ${on}${how}. ${what}.`;
}

function end({ amount, payout }: SettledBet, money: MoneyWords): string {
  return cameBack(amount, payout, money);
}

function laid(bets: readonly Bet[], money: MoneyWords): string {
  return listOf(bets.map((bet) => named(bet, money)));
}

function named({ kind, numbers = [], amount }: Bet, money: MoneyWords): string {
  const place = numbers.length === 0 ? '' : ` ${numbers.join()}`;
  return `${money(amount)} on ${spaced(kind)}${place}`;
}
