import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { completeSecrets } from './secrets.js';

describe('completeSecrets', () => {
  it('adds what a new app needs and leaves the rest as it is', () => {
    const first = completeSecrets({}, ['wallet']);
    const second = completeSecrets(first, ['wallet', 'games']);
    expect(second.databases.wallet).toEqual(first.databases.wallet);
    expect(second.values).toEqual(first.values);
    expect(Object.keys(second.nats).sort()).toEqual(['admin', 'games', 'wallet']);
  });

  it('gives a service that is no app of ours a user of the broker, and no database', () => {
    const { nats, databases } = completeSecrets({}, ['wallet'], ['board']);
    expect(Object.keys(nats).sort()).toEqual(['admin', 'board', 'wallet']);
    expect(Object.keys(databases)).toEqual(['wallet']);
  });

  it('makes a signing key the apps can read, and keys of 32 bytes', () => {
    const { values } = completeSecrets({}, []);
    const der = Buffer.from(values.TOKEN_SIGNING_KEY ?? '', 'base64');
    expect(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).asymmetricKeyType).toBe('ed25519');
    for (const name of ['PASSWORD_PEPPER', 'EMAIL_INDEX_KEY', 'PERSON_INDEX_KEY', 'STAFF_FACTOR_KEY']) {
      expect(Buffer.from(values[name] ?? '', 'base64url')).toHaveLength(32);
    }
    expect(values.FIRST_ADMIN_FACTOR_SECRET).toMatch(/^[A-Z2-7]{32}$/);
  });

  it('gives the services the public key of the gateway, and leaves a longer list as it is', () => {
    const { values } = completeSecrets({}, []);
    const signing = { key: Buffer.from(values.ACTOR_SIGNING_KEY ?? '', 'base64') };
    const its = createPublicKey(createPrivateKey({ ...signing, format: 'der', type: 'pkcs8' }));
    const known = its.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(values.ACTOR_PUBLIC_KEYS).toBe(known);
    const rotating = { ...values, ACTOR_PUBLIC_KEYS: `${known},${known}` };
    expect(completeSecrets({ values: rotating }, []).values).toEqual(rotating);
  });
});
