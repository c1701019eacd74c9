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

  it('lists what cannot hold of TLS with the other faults', () => {
    const gone = '/nowhere/at/all.pem';
    const read = (over: Record<string, string>) => (): unknown =>
      readConfig('payments', PaymentsLike, { ...sound, PORT: 'many', ...over });
    const plain = read({ NATS_TLS_CA_FILE: import.meta.filename });
    expect(plain).toThrow(/NATS_TLS_CA_FILE .* it needs addresses with tls:\/\/ in NATS_URL$/m);
    const encrypted = read({
      NATS_URL: 'tls://broker:4222,tls://other:4222',
      NATS_TLS_CA_FILE: gone,
      NATS_TLS_CERT_FILE: import.meta.filename,
      DATABASE_URL: `${sound.DATABASE_URL}?sslmode=verify-full&sslrootcert=${gone}`,
    });
    expect(encrypted).toThrow(/PORT /);
    expect(encrypted).toThrow(/NATS_TLS_CA_FILE .* the file cannot be read \(ENOENT\)$/m);
    expect(encrypted).toThrow(/NATS_TLS_CERT_FILE .* it needs NATS_TLS_KEY_FILE$/m);
    expect(encrypted).toThrow(/DATABASE_URL .* sslrootcert: the file cannot be read \(ENOENT\)$/m);
    expect(read({ NATS_URL: 'tls://broker:4222,nats://other:4222' })).toThrow(/NATS_URL /);
    expect(read({ NATS_URL: 'tls://127.0.0.1:4222' })).toThrow(/NATS_URL .* by the name in its certificate/);
  });

  it.each(['sslmode=require', 'ssl=true', `sslrootcert=${import.meta.filename}`])(
    'refuses an address of a database that leaves open to whom is encrypted: %s',
    (said) => {
      const environment = { ...sound, DATABASE_URL: `${sound.DATABASE_URL}?${said}` };
      expect(() => readConfig('payments', PaymentsLike, environment)).toThrow(/DATABASE_URL .* sslmode=/);
    },
  );

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
