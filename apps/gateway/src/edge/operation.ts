import 'reflect-metadata';
import { type AskContract } from '@croupier/kernel';

type AnyAsk = AskContract<object, object>;

/** Which counter a request is counted by. */
export type LimitPolicy = 'default' | 'sign-in' | 'webhooks';

export const tags = {
  Account: 'Registration, sign-in, profile, verification, settings.',
  Cashier: 'Balance, statement, deposits, withdrawals.',
  Protection: 'Limits, time-outs, self-exclusion, and the decisions behind them.',
  Games: 'The catalogue, game sessions and rounds.',
  Messages: 'What we wrote to the player.',
  Providers: 'For payment providers.',
  Sandbox: 'Only where the outside world is simulated.',
} as const;

/** What an operation of the API is: read by the edge, which enforces it, and by the OpenAPI document. */
export interface OperationOptions {
  /** The question it hands on: gives the operation its id, summary, answer and refusals. */
  ask: AnyAsk;
  tag: keyof typeof tags;
  description: string;
  limit?: LimitPolicy;
  /** It moves money: an Idempotency-Key header is required. */
  idempotencyKey?: true;
  /** The answer carries an ETag and If-None-Match is honoured, or If-Match is required. */
  etag?: 'shown' | 'required';
  /** Codes besides those of the ask and those every operation shares. */
  errors?: readonly string[];
  /** The body is of the sender's own form and handed on byte by byte. */
  rawBody?: true;
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
