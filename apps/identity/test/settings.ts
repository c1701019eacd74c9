import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type TestMailbox } from './mailbox.js';

export const mailKey = 'mail-key-of-the-test';

/** Settings of identity with secrets of their own. */
export function identitySettings(mailbox: TestMailbox): Record<string, string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    TOKEN_SIGNING_KEY: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    PASSWORD_PEPPER: randomBytes(32).toString('base64url'),
    EMAIL_INDEX_KEY: randomBytes(32).toString('base64url'),
    STAFF_FACTOR_KEY: randomBytes(32).toString('base64url'),
    MAIL_URL: mailbox.url,
    MAIL_API_KEY: mailKey,
  };
}
