import type { Currency } from '@croupier/kernel';
import type { TableAction } from '../decision-tables.js';
import type { TableBet } from '../table-bets.js';
import type { Hmac } from './seeded-round.js';

/** A round as it is recorded, with the definition that it was played by. */
export interface PlayedRecord {
  readonly definitionHash: string;
  readonly definition?: unknown;
  /** A game with several currencies needs the one of the round. */
  readonly stake: { readonly amount: number; readonly currency?: Currency };
  readonly bets?: readonly TableBet<string>[];
  /** Decisions in the order in which they were taken. */
  readonly actions?: readonly TableAction[];
  readonly payout: { readonly amount: number };
  readonly outcome: Readonly<Record<string, unknown>>;
}

/** A round with what it was drawn from, as `GET /v1/rounds/{id}/proof` shows it. */
export interface ProvenRound extends PlayedRecord {
  readonly roundId: string;
  readonly serverSeedHash: string;
  /** Hex of 32 bytes; not yet there while the seed draws rounds. */
  readonly serverSeed?: string;
  readonly clientSeed: string;
  readonly refusals: number;
  /** Hex of 32 bytes: what the hidden amount of the jackpot's cycle was drawn from; there once that has fallen. */
  readonly jackpotSecret?: string;
}

/** One thing that was checked: what holds, or what is wrong. */
export interface RoundCheck {
  readonly what: 'seed' | 'definition' | 'draws' | 'payout' | 'outcome' | 'jackpot';
  readonly holds: boolean;
  readonly detail: string;
}

export interface Hashes {
  readonly hmac: Hmac;
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
}
