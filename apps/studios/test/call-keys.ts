import { generateKeyPairSync, type KeyObject } from 'node:crypto';

const spki = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');
const pkcs8 = (key: KeyObject): string => key.export({ format: 'der', type: 'pkcs8' }).toString('base64');

const ed = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const secret = 'a-secret-for-calls-to-studios';

/** What the casino signs its calls by, as `STUDIO_CALL_KEYS` has it. */
export const callKeys = {
  own: { id: 'casino-1', key: pkcs8(ed.privateKey) },
  rsa: { key: pkcs8(rsa.privateKey), operator: '7' },
  hmac: { key: secret, operator: 'the-casino' },
};

/** What studios know of it. */
export const callerKeys = {
  own: new Map([['casino-1', spki(ed.publicKey)]]),
  rsa: new Map([['1', spki(rsa.publicKey)]]),
  hmac: new Map([['1', secret]]),
};
