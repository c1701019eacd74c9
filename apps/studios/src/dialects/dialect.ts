import type { AnswerForm, CallForm, Verb } from './calls.js';
import type { ActionKind, Operation, Status } from './canonical.js';
import type { MoneyForm } from './numerals.js';
import type { Verifier } from './signatures.js';
import type { Signer } from './signing.js';

/** Where a member of the canonical call stands in a dialect's body. */
export interface Members {
  requestId?: string;
  token?: string;
  playerId?: string;
  currency?: string;
  gameCode?: string;
  roundId?: string;
  closesRound?: string;
  cursor?: string;
  /** Of one action: in the body itself, or in each part of `actions`. */
  id?: string;
  amount?: string;
  betId?: string;
  winId?: string;
  freeRoundsId?: string;
  jackpotId?: string;
  /** A list of actions in the body, where the dialect has one, and what each of them is. */
  actions?: string;
  kind?: string;
}

/** What a path of the dialect is. */
export interface Route {
  operation: Operation;
  /** What its one action is; `listed` if the body has a list of them; absent if there is none. */
  action?: ActionKind | 'listed';
  /** Names in `members.kind` and what they are. */
  kinds?: Readonly<Record<string, ActionKind>>;
  /** A win that names a jackpot is paid out of that one: it is of no bet. */
  jackpots?: true;
  /** It ends the round whatever the body says. */
  ends?: true;
  /** Members of this route that stand elsewhere than in the others. */
  members?: Members;
}

/** What differs between wallets that agree in everything else (the answers are data, too). */
export interface Policy {
  /** The token of the launch is changed for one of the session, or is itself the session's. Or calls carry none. */
  token: 'exchanged' | 'same' | 'none';
  /** A win names its bet, or its round alone. */
  winNames: 'bet' | 'round';
  /** A live lobby changes its games within a session: the game is no part of what a transaction is. */
  gameCodeMayChange: boolean;
  /** What a rollback of a bet that nobody knows is answered; it is remembered for ever either way. */
  unknownRollback: Extract<Status, 'ok' | 'bet_unknown'>;
  /** A win in a round that was ended. */
  winOnClosedRound: 'accept' | 'refuse';
  /** An open round is looked into after so many hours. */
  closeAfterHours: number;
  /** Free rounds are told of one by one, each by a bet of nothing, or once, by the total that they have won. */
  freeRoundStyle: 'per-round' | 'total';
}

/** How one status is answered. */
export interface Wording {
  http: number;
  code: string | number;
}

/** A dialect: data, and a module that verifies its signature. */
export interface Dialect {
  name: string;
  verify: Verifier;
  /** Headers that the signature is in. */
  signedBy: readonly string[];
  money: MoneyForm;
  members: Members;
  routes: Readonly<Record<string, Route>>;
  policy: Policy;
  words: Readonly<Record<Status, Wording>>;
  /** Which form the answer has. */
  answers: 'croupier' | 'hub88' | 'softswiss';
  /** What we call the studio by. What the dialect has no message for is not in it. */
  sign: Signer;
  calls: Readonly<Partial<Record<Verb, CallForm>>>;
  callAnswers: AnswerForm;
}
