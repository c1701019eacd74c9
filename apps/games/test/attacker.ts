import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  inboxPrefix,
  listRounds,
  openGameSession,
  placeStake,
  recordAction,
  reserveDeposit,
  settleRound,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import {
  actorHeader,
  actorProofHeader,
  ActorSigner,
  Broker,
  type ErrorBody,
  errorHeader,
} from '@croupier/messaging';
import { testSigner } from '@croupier/testing';
import { headers as newHeaders, PermissionViolationError } from '@nats-io/transport-node';

const silent = { info: () => undefined, warn: () => undefined };
const gbp = (amount: number): object => ({ amount, currency: 'GBP' });

/** What is tried: who is meant to pay for it, on which subject, with which body. */
interface Command {
  subject: string;
  actor: string;
  body: object;
}

/** Headers by which a command is to pass for one of its victim. */
export type Forgery = (command: Command) => { actor: string; proof?: string };

/** Draws of a seed, the same each time. */
export class Draws {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  of<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }
}

/** Bets, deposits and looks at the expense of a player, and entries in the name of a member of staff. */
export const commands: readonly ((victim: string, staffId: string, startedAt: string) => Command)[] = [
  (playerId, _, startedAt) => ({
    subject: settleRound.subject,
    actor: `player:${playerId}`,
    body: {
      ...{ playerId, roundId: newId(), gameSessionId: playerId, gameId: 'cap-game' },
      ...{ stake: gbp(100), payout: gbp(0), outcome: {} },
      ...{ startedAt, minimumCycleMs: 0 },
    },
  }),
  (playerId, _, startedAt) => ({
    subject: placeStake.subject,
    actor: `player:${playerId}`,
    body: {
      ...{ playerId, stakeId: newId(), roundId: newId(), gameSessionId: playerId, gameId: 'roulette' },
      ...{ stake: gbp(100), startedAt },
    },
  }),
  (playerId) => ({
    subject: reserveDeposit.subject,
    actor: `player:${playerId}`,
    body: { playerId, depositId: newId(), amount: gbp(500) },
  }),
  (playerId) => ({
    subject: openGameSession.subject,
    actor: `player:${playerId}`,
    body: { playerId, gameId: 'cap-game' },
  }),
  (playerId) => ({ subject: listRounds.subject, actor: `player:${playerId}`, body: { playerId } }),
  (_, staffId) => ({
    subject: recordAction.subject,
    actor: `staff:${staffId}`,
    body: { entryId: newId(), staffId, roles: ['admin'], action: 'forged' },
  }),
];

/** The proof the attacker comes by honestly: of another player and of another member of staff, as of now. */
function own({ subject, actor }: Command, audience = subject.split('.')[1] ?? ''): string {
  const [kind = ''] = actor.split(':');
  return testSigner().proofFor(`${kind}:${newId()}`, audience);
}

const ago = (minutes: number): { now: () => Date } => ({
  now: () => new Date(Date.now() - minutes * 60_000),
});

/** Every way to forge, by its name. `gateway` is the gateway's own key: for what it signed once and is old by now. */
export function forgeries(gateway: KeyObject, draws: Draws): Record<string, Forgery> {
  const stranger = new ActorSigner(generateKeyPairSync('ed25519').privateKey, ago(0));
  const right = ({ subject, actor }: Command): string =>
    testSigner().proofFor(actor, subject.split('.')[1] ?? '');
  const parts = (command: Command): string[] => own(command).split('.');
  return {
    'a name and no proof': ({ actor }) => ({ actor }),
    'the name of a service': () => ({ actor: 'system:gateway' }),
    'a proof of somebody else': (command) => ({ actor: command.actor, proof: own(command) }),
    'a proof with the name put in': (command) => {
      const [key, , ...rest] = parts(command);
      return { actor: command.actor, proof: [key, command.actor, ...rest].join('.') };
    },
    'a proof that has expired': (command) => ({
      actor: command.actor,
      proof: new ActorSigner(gateway, ago(4)).proofFor(command.actor, command.subject.split('.')[1] ?? ''),
    }),
    'a proof made to last': (command) => {
      const [key, actor, audience, , signature] = new ActorSigner(gateway, ago(4))
        .proofFor(command.actor, command.subject.split('.')[1] ?? '')
        .split('.');
      const expiry = String(Math.floor(Date.now() / 1000) + 3600);
      return { actor: command.actor, proof: [key, actor, audience, expiry, signature].join('.') };
    },
    'a proof given to another service': ({ actor }) => ({
      actor,
      proof: testSigner().proofFor(actor, draws.of(['analytics', 'notifications', 'identity', 'gateway'])),
    }),
    'a proof with a byte changed': (command) => {
      const bytes = [...right(command)];
      const at = draws.below(bytes.length);
      bytes[at] = bytes[at] === 'a' ? 'b' : 'a';
      return { actor: command.actor, proof: bytes.join('') };
    },
    'a signature of another key': (command) => {
      const [key] = parts(command);
      const [, ...rest] = stranger.proofFor(command.actor, command.subject.split('.')[1] ?? '').split('.');
      return { actor: command.actor, proof: [key, ...rest].join('.') };
    },
    'a key that nobody knows': (command) => ({
      actor: command.actor,
      proof: stranger.proofFor(command.actor, command.subject.split('.')[1] ?? ''),
    }),
  };
}

/** Somebody with the credentials of one of our services, who is not ours any more. */
export class Attacker {
  private constructor(private readonly broker: Broker) {}

  static async as(user: string, url: string): Promise<Attacker> {
    const options = { service: user, user, password: 'test', url, inboxPrefix: inboxPrefix(user) };
    return new Attacker(await Broker.open(options, silent));
  }

  /** @returns `accepted`, the code of the refusal, or `broker` if that did not let it through */
  async try(subject: string, body: unknown, headers: Record<string, string>): Promise<string> {
    const sent = newHeaders();
    for (const [name, value] of Object.entries(headers)) sent.set(name, value);
    try {
      const answer = await this.broker.connection.request(subject, JSON.stringify(body), {
        ...{ timeout: 10_000, headers: sent },
      });
      return answer.headers?.has(errorHeader) ? answer.json<ErrorBody>().code : 'accepted';
    } catch (error) {
      if (error instanceof Error && error.cause instanceof PermissionViolationError) return 'broker';
      throw error;
    }
  }

  forge({ subject, body }: Command, { actor, proof }: ReturnType<Forgery>): Promise<string> {
    const headers = { [actorHeader]: actor, ...(proof === undefined ? {} : { [actorProofHeader]: proof }) };
    return this.try(subject, body, headers);
  }

  close(): Promise<void> {
    return this.broker.close();
  }
}
