import 'reflect-metadata';
import { type StaffRole } from '@croupier/contracts';
import { type AskContract, type MessageClass } from '@croupier/kernel';

type AnyAsk = AskContract<object, object>;

/** Which counter a request is counted by. */
export type LimitPolicy = 'default' | 'sign-in' | 'webhooks' | 'studios';

export const tags = {
  Account: 'Registration, sign-in, profile, verification, settings.',
  Cashier: 'Balance, statement, deposits, withdrawals.',
  Protection: 'Limits, time-outs, self-exclusion, and the decisions behind them.',
  Bonuses: 'Bonus programmes, what runs, and what is left to wager.',
  Games: 'The catalogue, game sessions and rounds.',
  Offers: 'Games and bonus programmes for the player, each with its reason.',
  Tables: 'Live tables that many players bet at together, run by the clock of the server.',
  Messages: 'What we wrote to the player.',
  Providers: 'For payment providers.',
  Studios: 'Games that studios run on their own servers, and the wallet they call.',
  Sandbox: 'Only where the outside world is simulated.',
} as const;

/** Tags of the back office, which has a document of its own. */
export const staffTags = {
  'Staff access': 'Enrolment, sign-in, staff accounts.',
  Players: 'Finding players and seeing everything about them.',
  Withdrawals: 'Payouts that wait for a person.',
  Programmes: 'Bonus programmes: drafting and ending; two people publish.',
  Approvals: 'What two people must agree on.',
  'Audit trail': 'What staff did, and the proof that it was not edited.',
  Figures: 'How the house stands.',
} as const;

/** What an operation of the API is: read by the edge, which enforces it, and by the OpenAPI document. */
export interface OperationOptions {
  /** The question it hands on: gives the operation its id, summary, answer and refusals. */
  ask: AnyAsk;
  tag: keyof typeof tags | keyof typeof staffTags;
  description: string;
  /** Of the back office: who may do it. A guarded route there without roles does not start. */
  roles?: readonly StaffRole[];
  limit?: LimitPolicy;
  /** It moves money: an Idempotency-Key header is required. */
  idempotencyKey?: true;
  /** The answer carries an ETag and If-None-Match is honoured, or If-Match is required. */
  etag?: 'shown' | 'required';
  /** Codes besides those of the ask and those every operation shares. */
  errors?: readonly string[];
  /** The body is of the sender's own form and handed on byte by byte. */
  rawBody?: true;
  /**
   * Bodies that can be sent as they are, each with what it is for; the first is what the page of the API offers. For a body
   * whose members exclude each other: without this, its example has all of them.
   */
  bodies?: Readonly<Record<string, object>>;
}

const operationKey = 'croupier:operation';
const publicKey = 'croupier:public';

/** Declares a controller's method as an operation of the API. */
export function Operation(options: OperationOptions): MethodDecorator {
  return (_target, _name, descriptor: PropertyDescriptor) => {
    Reflect.defineMetadata(operationKey, options, descriptor.value as object);
  };
}

/** Lets everybody in: without it a route refuses whoever is not signed in. For a method or a whole controller. */
export function Public(): ClassDecorator & MethodDecorator {
  return (target: object, _name?: string | symbol, descriptor?: PropertyDescriptor) => {
    Reflect.defineMetadata(publicKey, true, (descriptor?.value as object | undefined) ?? target);
  };
}

export function operationOf(method: object): OperationOptions | undefined {
  return Reflect.getMetadata(operationKey, method) as OperationOptions | undefined;
}

export function isPublic(controller: object, method: object): boolean {
  return [controller, method].some((target) => Reflect.getMetadata(publicKey, target) === true);
}

/** The verbNoun of an ask: `readWallet` for `rpc.wallet.read-wallet.v1`. */
export function operationId(ask: AnyAsk): string {
  const name = ask.subject.split('.')[2] ?? '';
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** An operation that is put together from several asks: described like one, sent by nobody. */
export function composed<Reply extends object>(
  name: string,
  described: { summary: string; reply: MessageClass<Reply>; errors: readonly string[] },
): AskContract<object, Reply> {
  class Nothing {}
  const subject = `composed.gateway.${name}`;
  const asked = { deadlineMs: 2000, idempotent: true, priority: 'browse', actor: 'service' } as const;
  return { ...described, ...asked, subject, request: Nothing };
}
