import { existsSync } from 'node:fs';
import path from 'node:path';
import { type AskContract, ownerOf } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import { audiencesOf } from './audiences.js';
import { rebuildProgress } from './bonus/progress.js';
import { brokerPermissions, streamOf } from './broker-permissions.js';
import { asks, errorCatalogue, facts, foreignServices, services } from './catalogue.js';
import { declareAsk, declareFact } from './declare.js';
import { commonErrors } from './errors.js';
import { schemaOf } from './schema.js';
import { Done } from './common.js';

const owners = Object.keys(services);

describe('the catalogue', () => {
  it('names every subject once', () => {
    const subjects = [...asks, ...facts].map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
  });

  it.each([...asks, ...facts].map(({ subject }) => subject))(
    '%s belongs to a declared service',
    (subject) => {
      expect(owners).toContain(ownerOf(subject));
    },
  );

  it.each(asks.map((ask) => [ask.subject, ask.errors] as const))(
    '%s is refused with known codes only',
    (_, codes) => {
      expect(codes.filter((code) => !(code in errorCatalogue))).toEqual([]);
    },
  );

  it.each(asks.filter(({ actor }) => actor.startsWith('player')).map((ask) => [ask.subject, ask] as const))(
    '%s, which a player acts by, names the player',
    (_, { request }) => {
      expect(schemaOf(request)['required']).toContain('playerId');
    },
  );

  it.each(asks.filter(({ actingStaff }) => actingStaff).map((ask) => [ask.subject, ask] as const))(
    '%s names the member of staff who acts',
    (_, { actor, actingStaff, request }) => {
      expect(actor).toBe('staff');
      expect(schemaOf(request)['required']).toContain(actingStaff);
    },
  );

  it('has no error code twice, and none that no ask is refused with', () => {
    const said = new Set(asks.flatMap((ask) => ask.errors));
    const silent = Object.keys(errorCatalogue).filter((code) => !(code in commonErrors) && !said.has(code));
    expect(silent).toEqual([]);
  });

  it('every fact is heard or watched by somebody', () => {
    const heard = new Set(
      Object.values(services).flatMap(({ consumes, watches }) => [...consumes, ...watches]),
    );
    const unheard = facts.filter((fact) => !heard.has(fact)).map(({ subject }) => subject);
    const outside = [
      // For whoever keeps checkpoints of the ledger outside.
      'evt.wallet.ledger.sealed.v1',
      // For who watches the platform.
      'evt.wallet.account.frozen.v1',
      // For the record of jackpots: what was in a pot of a game that was withdrawn (RTS 9A).
      'evt.wallet.jackpot.moved.v1',
      // For who watches the games.
      'evt.analytics.return-alert.raised.v1',
      'evt.analytics.return-alert.closed.v1',
    ];
    expect(unheard).toEqual([...outside, 'evt.sandbox.clock.moved.v1']);
  });

  it('a service that is none of our apps is where its declaration says, with a README', () => {
    const root = path.resolve(import.meta.dirname, '../../..');
    expect(foreignServices).toEqual(['top-payouts']);
    for (const name of foreignServices) {
      expect(existsSync(path.join(root, services[name]?.foreign ?? '', 'README.md'))).toBe(true);
      expect(existsSync(path.join(root, 'apps', name))).toBe(false);
    }
  });

  // `npm run rebuild -- bonus` asks with the user of the service it rebuilds; the service itself does not.
  it.each(owners)('%s asks no one to ask itself', (service) => {
    const itself = services[service]?.asks.filter(
      (ask) => ownerOf(ask.subject) === service && ask !== rebuildProgress,
    );
    expect(itself).toEqual([]);
  });
});

describe('the permissions of a broker user', () => {
  it.each(owners)('%s may publish no ask it did not declare', (service) => {
    const may = brokerPermissions(service).publish.allow.filter((subject) => subject.startsWith('rpc.'));
    const declared = services[service]?.asks.map(({ subject }) => subject) ?? [];
    expect(may.filter((subject) => !declared.includes(subject))).toEqual(['rpc.sandbox.list-clocks.v1']);
  });

  it.each(owners)("%s may publish no other service's facts and hear no other service's asks", (service) => {
    const { publish, subscribe } = brokerPermissions(service);
    const strange = (list: string[], prefix: string): string[] =>
      list.filter((subject) => subject.startsWith(prefix) && ownerOf(subject) !== service);
    expect(strange(publish.allow, 'evt.')).toEqual([]);
    expect(strange(subscribe.allow, 'rpc.')).toEqual([]);
  });

  it('a stranger may ask for the clocks and be discovered, nothing more', () => {
    const { publish, subscribe } = brokerPermissions('stranger');
    expect(publish.allow).toEqual(['rpc.sandbox.list-clocks.v1']);
    expect(
      subscribe.allow.filter((subject) => !/^(\$SRV|_INBOX_stranger|evt\.sandbox\.clock)/.test(subject)),
    ).toEqual([]);
  });

  it('a stream is named after its service', () => {
    expect(streamOf('safer-gambling')).toBe('EVT_SAFER_GAMBLING');
  });
});

describe('the audiences of an ask', () => {
  it('are the service itself and those that ask it for somebody, never the gateway', () => {
    expect([...audiencesOf('rpc.wallet.settle-round.v1')].sort()).toEqual(['games', 'wallet']);
    expect([...audiencesOf('rpc.games.play-round.v1')]).toEqual(['games']);
  });
});

describe('declareAsk and declareFact', () => {
  const ask = {
    ...{ summary: '', request: Done, reply: Done, deadlineMs: 1, idempotent: true, errors: [] },
    ...{ actor: 'service' as const, priority: 'report' as const },
  };

  it('compile with no contract that leaves open what callers and servers go by', () => {
    type Contract = AskContract<object, object>;
    type Demands = {
      [Member in keyof Contract]-?: Omit<Contract, Member> extends Contract
        ? 'may be absent'
        : 'must be said';
    };
    const demands: Pick<Demands, 'deadlineMs' | 'idempotent' | 'priority' | 'actor'> = {
      deadlineMs: 'must be said',
      idempotent: 'must be said',
      priority: 'must be said',
      actor: 'must be said',
    };
    const whole = { ...ask, subject: 'rpc.wallet.do-it.v1' };
    expect(Object.keys(declareAsk(whole))).toEqual(expect.arrayContaining(Object.keys(demands)));
  });

  it('leave what settles money and protects players for last', () => {
    const vital = asks.filter(({ priority }) => priority === 'vital').map(({ subject }) => subject);
    expect(vital).toEqual(
      expect.arrayContaining([
        'rpc.safer-gambling.check-access.v1',
        'rpc.safer-gambling.exclude-self.v1',
        'rpc.safer-gambling.set-limits.v1',
        'rpc.wallet.set-controls.v1',
        'rpc.wallet.settle-stakes.v1',
        'rpc.wallet.roll-back-stakes.v1',
        'rpc.wallet.read-wallet.v1',
        'rpc.identity.sign-out.v1',
      ]),
    );
  });

  it.each([
    'rpc.wallet.v1',
    'rpc.wallet.settle-round',
    'rpc.wallet.Settle.v1',
    'evt.wallet.round.settled.v1',
    'rpc.*.x.v1',
  ])('refuse the ask subject %s', (subject) => {
    expect(() => declareAsk({ ...ask, subject })).toThrow('is no ask subject');
  });

  it.each(['evt.wallet.settled.v1', 'rpc.wallet.settle-round.v1', 'evt.wallet.round.settled.v', 'evt.>'])(
    'refuse the fact subject %s',
    (subject) => {
      expect(() => declareFact({ subject, summary: '', payload: Done, aggregate: null })).toThrow(
        'is no fact subject',
      );
    },
  );
});
