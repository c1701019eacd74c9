import { describe, expect, it } from '@jest/globals';
import { baseEnvironment, catalogue, databaseName, environmentOfApp, ownName } from './environment.js';
import { completeSecrets } from './secrets.js';

const parts = {
  ...{
    app: 'safer-gambling',
    home: '/h',
    port: 4,
    gatewayPort: 3000,
    sandboxPort: 3001,
    postgresPort: 5,
    natsUrl: 'nats://127.0.0.1:6',
  },
  secrets: completeSecrets({}, ['safer-gambling']),
};

describe('environmentOfApp', () => {
  it('gives an app the names it declares and no others', () => {
    const environment = environmentOfApp(['PORT', 'NATS_USER', 'PSP_URL', 'UNHEARD_OF'], parts, {
      HOME: '/h',
    });
    expect(environment).toEqual({
      PORT: '4',
      NATS_USER: 'safer-gambling',
      PSP_URL: 'http://127.0.0.1:3001/psp',
    });
  });

  it("prefers the caller's value for this app, and a plain one only where a person may tune it", () => {
    const caller = {
      SAFER_GAMBLING_PORT: '7',
      PORT: '8',
      LOG_LEVEL: 'debug',
      DATABASE_URL: 'postgres://elsewhere',
      EXTRA: 'x',
    };
    const environment = environmentOfApp(['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'EXTRA'], parts, caller);
    expect(environment).toMatchObject({ PORT: '7', LOG_LEVEL: 'debug', EXTRA: 'x' });
    expect(environment.DATABASE_URL).toMatch(
      /^postgres:\/\/safer_gambling:.+@127\.0\.0\.1:5\/safer_gambling$/,
    );
  });
});

describe('catalogue', () => {
  it('knows where the outside world is simulated and where it calls back', () => {
    expect(catalogue(parts)).toMatchObject({
      PUBLIC_URL: 'http://127.0.0.1:3000',
      PSP_WEBHOOK_URL: 'http://127.0.0.1:3000/webhooks/sandbox-psp',
      MAIL_URL: 'http://127.0.0.1:3001/mailbox',
      SANDBOX: 'true',
    });
  });
});

describe('names', () => {
  it('follow the rules of SQL and of shells', () => {
    expect(databaseName('safer-gambling')).toBe('safer_gambling');
    expect(ownName('safer-gambling', 'LOG_LEVEL')).toBe('SAFER_GAMBLING_LOG_LEVEL');
  });
});

describe('baseEnvironment', () => {
  it("keeps the caller's other variables out of the apps, production mode included", () => {
    const base = baseEnvironment({
      PATH: '/bin',
      NODE_ENV: 'production',
      CLOUD_TOKEN: 's',
      OTEL_SERVICE_NAME: 'o',
    });
    expect(base).toMatchObject({ PATH: '/bin', NODE_ENV: 'development', OTEL_SERVICE_NAME: 'o', TZ: 'UTC' });
    expect(
      Object.keys(base)
        .filter((name) => !name.startsWith('MALLOC_'))
        .sort(),
    ).toEqual(['NODE_ENV', 'OTEL_SERVICE_NAME', 'PATH', 'TZ']);
  });
});
