import type { LedgerReceipt, PlaceStake, PlayChannel, PlayedRound } from '@croupier/contracts';
import type { TableAction, TableBet } from '@croupier/game-maths';
import { type Currency, idFrom } from '@croupier/kernel';

/** What the ledger said, kept for a repeat of the request. */
export type Receipt = Pick<PlayedRound, 'balance' | 'bonus' | 'version' | 'netPosition'>;

export function receiptOf({ balance, bonus, version, sessionNet }: LedgerReceipt): Receipt {
  return { balance, bonus, version, ...(sessionNet ? { netPosition: sessionNet } : {}) };
}

/** A decision as it is recorded. */
export type TakenAction = TableAction & { readonly byDefault?: true };

/** The deal or a decision, with all that its answer is made of. */
export interface TrailEntry {
  /** The Idempotency-Key that asked for it; that of the rules is shorter than any of those. */
  readonly key: string;
  /** Missing for the deal. */
  readonly action?: TakenAction;
  readonly receipt: Receipt;
  /** ISO 8601. */
  readonly at: string;
  /** As the player was told. */
  readonly decideBy: string;
  /** Of an action that drew a result of its own: when, on the player's clock. */
  readonly pacedAt?: string;
}

/** A step that is asked for. */
export interface Step {
  readonly key: string;
  readonly action?: TakenAction;
  /** What it stakes, in minor units; 0 for most decisions. */
  readonly amount: number;
}

/** A step whose stake may be in the ledger or not. */
export interface PendingStep extends Step {
  readonly stakeId: string;
  /** It is being undone: nobody takes it any more. */
  readonly isUndone?: true;
}

/** That staff void a round before its end: why, and by which approval. */
export interface VoidOrder {
  readonly approvalId: string;
  readonly reason: string;
}

export interface DecisionRow {
  player_id: string;
  round_id: string;
  game_session_id: string;
  game_id: string;
  definition_hash: string;
  currency: Currency;
  bets: TableBet<string>[];
  /** Where it was dealt, whatever device decides after; null where that was not told. */
  channel: PlayChannel | null;
  seed_salt: Buffer;
  client_seed: string;
  refusals: number;
  started_at: Date;
  /** When the rules decide. Of a round that runs on by itself it gives away its end: nobody is shown it. */
  decide_by: Date;
  /** When the last action was taken that drew a result of its own; null if there was none. On the player's clock. */
  paced_at: Date | null;
  /** `dealing`: the first stake may be in the ledger or not; `settling`: it has ended and may be paid or not; `undone`: never dealt. */
  state: 'dealing' | 'open' | 'settling' | 'settled' | 'undone';
  trail: TrailEntry[];
  pending: PendingStep | null;
  /** It is to be void: while it is `settling` its stakes go back, once it is `settled` they are. */
  voided: VoidOrder | null;
  attempts: number;
  version: number;
  /** When the session was opened. */
  opened_at: Date;
}

export const decisionColumns = `player_id, round_id, game_session_id, game_id, definition_hash, currency, bets, channel, seed_salt,
  client_seed, refusals, started_at, decide_by, paced_at, state, trail, pending, voided, attempts, version,
  (SELECT s.opened_at FROM game_sessions s
    WHERE s.player_id = decision_rounds.player_id AND s.game_session_id = decision_rounds.game_session_id) AS opened_at`;

/** The key under which the rules decide for a player who did not come back. */
export const rulesKey = 'rules';

/** A stake that was taken back is never placed again: another attempt has another id. */
export function stakeIdOf(roundId: string, attempt: number): string {
  return idFrom(`decision-stake:${roundId}:${attempt}`);
}

/** What the wallet is asked for a step: the same for every repeat. `minimumCycleMs`: of the deal, which waits for the round before. */
export function stakeOf(
  row: DecisionRow,
  { stakeId, amount, action }: PendingStep,
  minimumCycleMs: number,
): PlaceStake {
  return {
    playerId: row.player_id,
    stakeId,
    roundId: row.round_id,
    gameSessionId: row.game_session_id,
    gameId: row.game_id,
    stake: { amount, currency: row.currency },
    startedAt: row.started_at.toISOString(),
    ...(action ? {} : { minimumCycleMs }),
  };
}

/** Decisions up to and with an entry of the trail. */
export function actionsOf(trail: readonly TrailEntry[]): TakenAction[] {
  return trail.flatMap(({ action }) => action ?? []);
}

export function isSameAction(left: TableAction | undefined, right: TableAction | undefined): boolean {
  const text = ({ kind, positions = [], bets = [] }: TableAction): string =>
    JSON.stringify([kind, positions, bets.map((bet) => [bet.kind, bet.numbers ?? [], bet.amount])]);
  return left === undefined || right === undefined ? left === right : text(left) === text(right);
}
