import { describe, expect, it } from '@jest/globals';
import { IsString } from 'class-validator';
import { ConfigError, configKeys, DatabaseConfig, readConfig, ServiceConfig } from './config.js';

class PaymentsLike extends DatabaseConfig {
  @IsString()
  PSP_API_KEY: string;
}

const sound = {
  NATS_URL: 'nats://127.0.0.1:4222',
  DATABASE_URL: 'postgres://a:b@127.0.0.1:5432/a',
  PSP_API_KEY: 'k',
  ACTOR_PUBLIC_KEYS: `${'A'.repeat(59)}=`,
};

describe('readConfig', () => {
  it('reads texts into the types that are meant', () => {
    const config = readConfig('payments', PaymentsLike, { ...sound, PORT: '8080', SANDBOX: 'true' });
    expect(config).toMatchObject({ PORT: 8080, SANDBOX: true, LOG_LEVEL: 'info', DATABASE_POOL: 8 });
  });

  it('lists every fault at once', () => {
    const read = (): unknown =>
      readConfig('payments', PaymentsLike, { NATS_URL: 'localhost', PORT: 'many', SANDBOX: 'yes' });
    expect(read).toThrow(ConfigError);
    for (const name of ['NATS_URL', 'DATABASE_URL', 'PSP_API_KEY', 'PORT', 'SANDBOX']) {
      expect(read).toThrow(new RegExp(`^ {2}${name} `, 'm'));
    }
  });

  it('does not print the value of a setting, which may be a secret', () => {
    const read = (): unknown => readConfig('payments', PaymentsLike, { ...sound, DATABASE_URL: 'hunter2' });
    expect(read).not.toThrow(/hunter2/);
    expect(read).toThrow(/DATABASE_URL is set to something unusable/);
  });

  it('refuses the sandbox in production', () => {
    const environment = { ...sound, SANDBOX: 'true', NODE_ENV: 'production' };
    expect(() => readConfig('wallet', DatabaseConfig, environment)).toThrow(/SANDBOX is true in production/);
  });

  it('takes an empty value for none', () => {
    expect(readConfig('wallet', ServiceConfig, { ...sound, PORT: '', LOG_LEVEL: '' })).toMatchObject({
      PORT: 0,
    });
  });
});

describe('configKeys', () => {
  it('names own and inherited settings', () => {
    expect(configKeys(PaymentsLike)).toEqual(
      expect.arrayContaining(['PSP_API_KEY', 'DATABASE_URL', 'NATS_URL', 'PORT']),
    );
    expect(configKeys(ServiceConfig)).not.toContain('DATABASE_URL');
  });
});
