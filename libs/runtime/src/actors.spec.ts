import { generateKeyPairSync } from 'node:crypto';
import { SystemClock } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import { guardOf, signerOf } from './actors.js';
import { ConfigError, EntranceConfig, readConfig, ServiceConfig } from './config.js';

const clock = new SystemClock();

function pair(): { private: string; public: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    private: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    public: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

const [old, next] = [pair(), pair()];
const environment = { NATS_URL: 'nats://127.0.0.1:4222', ACTOR_PUBLIC_KEYS: old.public };

function entrance(settings: object): EntranceConfig {
  return readConfig('gateway', EntranceConfig, { ...environment, ...settings });
}

describe('who vouches for those who act', () => {
  it('is the service that lets them in, and no other', () => {
    expect(signerOf(entrance({ ACTOR_SIGNING_KEY: old.private }), clock)).toBeDefined();
    expect(signerOf(readConfig('wallet', ServiceConfig, environment), clock)).toBeUndefined();
  });

  it('changes its key once all know the next one', () => {
    const tooEarly = entrance({ ACTOR_SIGNING_KEY: next.private });
    expect(() => signerOf(tooEarly, clock)).toThrow('nobody would believe it');
    const both = entrance({
      ACTOR_SIGNING_KEY: next.private,
      ACTOR_PUBLIC_KEYS: `${old.public}, ${next.public}`,
    });
    expect(signerOf(both, clock)).toBeDefined();
  });
});

describe('keys that are none', () => {
  it.each([
    ['none at all', { ACTOR_PUBLIC_KEYS: '' }],
    ['something else', { ACTOR_PUBLIC_KEYS: 'hunter2' }],
    ['one good and one bad', { ACTOR_PUBLIC_KEYS: `${old.public},hunter2` }],
  ])('keep a service from starting, without being printed: %s', (_, settings) => {
    const read = (): unknown => readConfig('wallet', ServiceConfig, { ...environment, ...settings });
    expect(read).toThrow(/ACTOR_PUBLIC_KEYS/);
    expect(read).not.toThrow(/hunter2/);
  });

  it('keep one from starting also if they only look like some', () => {
    const looks = `${'A'.repeat(59)}=`;
    const config = readConfig('wallet', ServiceConfig, { ...environment, ACTOR_PUBLIC_KEYS: looks });
    expect(() => guardOf(config, clock)).toThrow(new ConfigError('ACTOR_PUBLIC_KEYS is no key of Ed25519.'));
    const signing = entrance({ ACTOR_SIGNING_KEY: 'A'.repeat(64) });
    expect(() => signerOf(signing, clock)).toThrow(
      new ConfigError('ACTOR_SIGNING_KEY is no key of Ed25519.'),
    );
  });

  it('keep the gateway from starting if it has none to sign with', () => {
    expect(() => entrance({})).toThrow(/ACTOR_SIGNING_KEY is not set/);
  });
});
