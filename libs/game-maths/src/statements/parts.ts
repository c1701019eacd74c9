import type { Currency } from '@croupier/kernel';
import { listOf, moneyText, rankWords } from '../text-parts.js';

/** What a statement is made of: the record of a round, as the ledger holds its outcome. */
export interface StatedRound {
  readonly stake: StatedMoney;
  readonly payout: StatedMoney;
  /** What it won of a jackpot, beside its payout. */
  readonly jackpotWin?: StatedMoney;
  /** ISO 8601, UTC. */
  readonly settledAt: string;
  readonly outcome: Readonly<Record<string, unknown>>;
  /** The house staked it. */
  readonly freeRound?: boolean;
  /** It is void; `corrected`: it had been settled before. */
  readonly voided?: { readonly reason: string; readonly at: string; readonly corrected: boolean };
}

/** `29 November 2026 at 01:05:00 UTC`, of an instant in ISO 8601. */
export function momentWords(instant: string): string {
  const at = new Date(instant);
  const day = at.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return `${day} at ${at.toISOString().slice(11, 19)} UTC`;
}

export interface StatedMoney {
  readonly amount: number;
  readonly currency: Currency;
}

/** Minor units of the round's currency in words: `1.20 GBP`. */
export type MoneyWords = (minor: number) => string;

export function moneyWords({ stake }: StatedRound): MoneyWords {
  return (minor) => moneyText(minor, stake.currency);
}

/** `nothing came back`, or how much did, beside what was put on it. */
export function cameBack(stake: number, payout: number, money: MoneyWords): string {
  if (payout === 0) return 'it lost';
  if (payout < stake) return `${money(payout)} of it came back`;
  if (payout === stake) return 'it came back';
  return `it won: ${money(payout)} came back, with the stake in it`;
}

const suits: Readonly<Record<string, string>> = { c: 'clubs', d: 'diamonds', h: 'hearts', s: 'spades' };

/** `ten of hearts and ace of spades`, for the cards' names `Th`, `As`. */
export function cardWords(cards: readonly string[]): string {
  return listOf(
    cards.map((card) => {
      const [rank = '', suit = ''] = card;
      return suits[suit] === undefined || card === 'joker'
        ? card
        : `${rankWords[rank] ?? rank} of ${suits[suit]}`;
    }),
  );
}

export function plural(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
