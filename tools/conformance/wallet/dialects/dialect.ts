/** Every answer there is, in the words of docs/studios.md; a dialect may have one word for several. */
export type Status =
  | 'ok'
  | 'insufficient'
  | 'bad_token'
  | 'blocked'
  | 'limit'
  | 'bad_signature'
  | 'wrong_currency'
  | 'unknown_game'
  | 'conflict'
  | 'bet_unknown'
  | 'rolled_back'
  | 'reversed'
  | 'settled'
  | 'round_closed'
  | 'not_a_table'
  | 'free_rounds_spent'
  | 'retry'
  | 'malformed';

/** What a dialect may have no words for, to be read after "the dialect has no". */
export type Part =
  | 'message that ends a round'
  | 'message that takes a win back'
  | 'message that adjusts a round'
  | 'call of several actions'
  | 'promotion that no bet is behind'
  | 'jackpot that no bet is behind'
  | 'contribution to a jackpot'
  | 'bet of a free round'
  | 'session in its calls'
  | 'bet that a win names'
  | 'game that is part of what a bet is'
  | 'time in its signature'
  | 'id that is no UUID';

/** A call in our own words, which are those of docs/studios.md. */
export type Members = Readonly<Record<string, unknown>>;

/** A call as it is sent. */
export interface Written {
  /** Below the studio's address. */
  path: string;
  body: string;
}

/** What a wallet said, in our own words as far as the dialect tells. */
export interface Said {
  /** The dialect's own word; empty where the answer was not of the agreed form. */
  word: string;
  /** What of ours that may be: several where the dialect tells them not apart, none where it is no word of it. */
  means: readonly string[];
  /** Balance after it in minor units; undefined where none was told. */
  total?: number | undefined;
  /** What became of each transaction of the call. */
  each?: readonly string[];
  /** A page of a feed. */
  page?: { rows: Row[]; next?: string };
}

export interface Row {
  id: string;
  round: string;
  state: string;
}

export interface Secret {
  keyId: string;
  privateKey: string;
}

/** What is particular about one attempt. */
export interface Attempt {
  /** Path of the whole address. */
  path: string;
  body: string;
  skewSeconds: number;
}

/** How a studio of this dialect calls a wallet. A module of the caller's own exports one as `dialect`. */
export interface WalletDialect {
  name: string;
  lacks: readonly Part[];
  /** Its wallets may know neither feed nor open rounds, which are ours, and say of the call that it is malformed. */
  mayHaveNoFeed?: true;
  /** A rollback of a bet that has won may be answered `ok` if it moves nothing. */
  mayTakeLateRollbacks?: true;
  /** Amounts, as JSON, that must be refused as malformed. */
  oddAmounts: readonly string[];
  /** Whole amounts, as JSON, above what anybody has and a double holds: they may be refused for that as well. */
  greatAmounts?: readonly string[];
  /** An amount of minor units, as JSON. */
  amount(minor: string, currency: string): string;
  /** @returns undefined where the dialect has no such message */
  write(operation: string, members: Members): Written | undefined;
  /** @returns what gives the headers of an attempt their signature */
  signer(secret: Secret): (attempt: Attempt) => Readonly<Record<string, string>>;
  /** A key that nobody told the wallet of. */
  strangersKey(): string;
  read(http: number, body: Members, currency: string): Said;
}
