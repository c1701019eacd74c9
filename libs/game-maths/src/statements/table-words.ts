import { colourOf, pocketName } from '../roulette/layout.js';
import type { TableBet } from '../table-bets.js';
import { capital, listOf, spaced } from '../text-parts.js';
import { cameBack, cardWords, type MoneyWords } from './parts.js';

type Outcome = Readonly<Record<string, unknown>>;
type Resolved = TableBet<string> & { readonly payout: number; readonly catches?: number };

/** What was drawn at a table, and what became of every bet. */
export function tableWords(kind: string, outcome: Outcome, money: MoneyWords): string[] {
  const { bets = [] } = outcome as { bets?: readonly Resolved[] };
  return [
    drawnWords[kind]?.(outcome) ?? '',
    ...bets.map(
      (bet) =>
        `${capital(money(bet.amount))} was on ${betName(kind, bet)}${caught(bet)}: ${cameBack(bet.amount, bet.payout, money)}.`,
    ),
  ].filter((sentence) => sentence !== '');
}

const drawnWords: Readonly<Record<string, (outcome: Outcome) => string>> = {
  roulette: ({ pocket }) => `The ball came to rest on ${pocketWords(pocket as number)}.`,
  dice: ({ outcome }) => `The number drawn was ${String(outcome)}, counted from 0.`,
  keno: ({ drawn }) =>
    `The numbers drawn were ${listOf([...(drawn as number[])].sort((left, right) => left - right))}.`,
  'sic-bo': ({ dice }) => {
    const thrown = dice as number[];
    return `The dice showed ${listOf(thrown)}, ${thrown.reduce((sum, die) => sum + die, 0)} in all.`;
  },
  baccarat: (outcome) => {
    const { player, banker, playerTotal, bankerTotal, winner } = outcome as unknown as Coup;
    const end = winner === 'tie' ? 'so it was a tie' : `so the ${winner} won`;
    return `The player had ${cardWords(player)}, a total of ${playerTotal}; the banker had ${cardWords(banker)}, a total of ${bankerTotal}; ${end}.`;
  },
};

interface Coup {
  readonly player: readonly string[];
  readonly banker: readonly string[];
  readonly playerTotal: number;
  readonly bankerTotal: number;
  readonly winner: 'player' | 'banker' | 'tie';
}

function pocketWords(pocket: number): string {
  return `${pocketName(pocket)}, ${colourOf(pocket)}`;
}

/** More numbers than this are told by the first and the last. */
const mostNumbers = 6;

function betName(kind: string, { kind: bet, numbers }: Resolved): string {
  if (kind === 'dice') return `the ${numbers[0] ?? 0} ${bet === 'under' ? 'lowest' : 'highest'} numbers`;
  if (kind === 'keno') return `a ticket with ${listOf(numbers)}`;
  if (numbers.length === 0) return spaced(bet);
  const names = kind === 'roulette' ? numbers.map(pocketName) : numbers.map(String);
  const evenly = ['red', 'black', 'odd', 'even', 'low', 'high'].includes(bet);
  if (evenly) return spaced(bet);
  if (names.length > mostNumbers) return `${spaced(bet)} of ${names[0] ?? ''} to ${names.at(-1) ?? ''}`;
  return bet === 'straight' ? `number ${names[0] ?? ''}` : `${spaced(bet)} ${listOf(names)}`;
}

function caught({ catches, numbers }: Resolved): string {
  return catches === undefined ? '' : `, of which ${catches} of ${numbers.length} were drawn`;
}
