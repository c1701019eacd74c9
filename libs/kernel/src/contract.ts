/** A class whose instances are the bodies of a message. */
export type MessageClass<Body extends object = object> = new () => Body;

/**
 * Who must be proven to act for an ask to be carried out:
 * `player`, the one its request names as `playerId`; `staff`, any member of staff; `player-or-staff`, either of them;
 * `player-or-rehearsal`, the player, or nobody for a request with `dryRun: true`, which moves nothing;
 * `service`, nobody: services ask it by themselves, and the permissions of the broker say which ones may.
 */
export type AskActor = 'player' | 'staff' | 'player-or-staff' | 'player-or-rehearsal' | 'service';

/**
 * What a service that has too much to do answers for longest, first to last:
 * `vital`, what protects a player, shows the own balance, settles money in play or ends a login session;
 * `action`, what begins something or goes on with it: stakes, deposits, withdrawals, signing in;
 * `browse`, what a player looks at: catalogue, history, settings;
 * `report`, the figures and lists of staff.
 */
export const askPriorities = ['vital', 'action', 'browse', 'report'] as const;
export type AskPriority = (typeof askPriorities)[number];

/** A question one service answers: its subject, its bodies, how long the caller waits. */
export interface AskContract<Request extends object, Reply extends object> {
  readonly subject: string;
  readonly summary: string;
  readonly request: MessageClass<Request>;
  readonly reply: MessageClass<Reply>;
  /** The budget of a caller that has none of its own yet, in ms. */
  readonly deadlineMs: number;
  /** True if the same request may be sent again without a second effect. */
  readonly idempotent: boolean;
  readonly priority: AskPriority;
  readonly actor: AskActor;
  /** Member of the request that names the member of staff who acts: it must be the proven one. */
  readonly actingStaff?: string;
  /** Codes this ask may be refused with, besides those every ask shares. */
  readonly errors: readonly string[];
}

/** Something that happened, published by the service that owns it. */
export interface FactContract<Payload extends object> {
  readonly subject: string;
  readonly summary: string;
  readonly payload: MessageClass<Payload>;
  /**
   * Member of the payload that says whose fact it is, such as `playerId`: facts of one and the same are heard in the order
   * in which they happened, those of different ones beside each other. Null if the service has one of it only.
   */
  readonly aggregate: string | null;
}

/** The service a subject belongs to: `wallet` for `rpc.wallet.settle-round.v1`. */
export function ownerOf(subject: string): string {
  return subject.split('.')[1] ?? '';
}
