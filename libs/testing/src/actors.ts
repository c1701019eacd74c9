import { generateKeyPairSync } from 'node:crypto';
import { askOf } from '@croupier/contracts';
import { type AskContract, newId, SystemClock } from '@croupier/kernel';
import {
  ActorGuard,
  ActorSigner,
  type AskObserver,
  type AskOptions,
  AskServer,
  type Broker,
  Bus,
  currentContext,
  ProofReader,
  readPublicKeys,
  runInContext,
} from '@croupier/messaging';

const keys = generateKeyPairSync('ed25519');

/** Of the gateway of all tests of a process; services that are started are given the public one. */
export const actorKeys = {
  ACTOR_SIGNING_KEY: keys.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  ACTOR_PUBLIC_KEYS: keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
};

const unobserved = { answered: () => undefined, failed: () => undefined };
/** What a test waits for an answer beyond what its contract allows. */
const patienceMs = 10_000;
const someStaff = `staff:${newId()}`;

/** Vouches as the gateway does. */
export function testSigner(): ActorSigner {
  return new ActorSigner(keys.privateKey, new SystemClock());
}

/** Answers in the name of a service that is not there, and believes nobody whom that would not believe. */
export function stubServer(broker: Broker, observer: AskObserver = unobserved): AskServer {
  const reader = new ProofReader(readPublicKeys(actorKeys.ACTOR_PUBLIC_KEYS), new SystemClock());
  return new AskServer(broker, observer, new ActorGuard(reader));
}

/** Asks as the gateway does for whoever a request names: the player of a player's, a member of staff of the staff's. */
export class ActingBus extends Bus {
  constructor(broker: Broker) {
    super(broker, testSigner());
  }

  override ask<Request extends object, Reply extends object>(
    contract: AskContract<Request, Reply>,
    request: Request,
    options?: AskOptions,
  ): Promise<Reply> {
    const context = currentContext();
    const actor = context ? undefined : actorOf(contract.subject, request as Record<string, unknown>);
    // A slow machine must fail no test: what a contract allows is the point only where a test says how long it waits.
    const patient = { deadlineMs: contract.deadlineMs + patienceMs, ...options };
    if (actor === undefined) return super.ask(contract, request, patient);
    const call = { actor, trace: '', deadlineAt: Number.POSITIVE_INFINITY };
    return runInContext(call, () => super.ask(contract, request, patient));
  }
}

function actorOf(subject: string, request: Record<string, unknown>): string | undefined {
  const { actor = 'service', actingStaff } = askOf(subject) ?? {};
  if (actor === 'service') return undefined;
  if (actor !== 'staff') return `player:${String(request['playerId'])}`;
  const named = actingStaff === undefined ? undefined : String(request[actingStaff]);
  if (named === undefined) return someStaff;
  return named.startsWith('staff:') ? named : `staff:${named}`;
}
