import { readConfig } from '@croupier/runtime';
import { describe, expect, it } from '@jest/globals';
import { SandboxConfig } from '../../../apps/sandbox/src/sandbox.config.js';
import { sandboxSettings } from './money-stand.js';

/** Nobody would see it otherwise before the next night of faults. */
describe('the sandbox of the money stand', () => {
  const servers = {
    NATS_URL: 'nats://127.0.0.1:4222',
    DATABASE_URL: 'postgres://a:b@127.0.0.1:5432/sandbox',
    ACTOR_PUBLIC_KEYS: `${'A'.repeat(59)}=`,
    PSP_WEBHOOK_URL: 'http://127.0.0.1:3000/',
  };

  it('has all settings that a sandbox needs', () => {
    expect(readConfig('sandbox', SandboxConfig, { ...servers, ...sandboxSettings })).toMatchObject({
      SANDBOX: true,
    });
  });
});
