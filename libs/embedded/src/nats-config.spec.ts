import { describe, expect, it } from '@jest/globals';
import { natsConfig, type NatsUser } from './nats-config.js';

function usersOf(...users: NatsUser[]): Record<string, unknown>[] {
  const text = natsConfig({ port: 1, monitorPort: 2, storeDirectory: '/s', users });
  return (JSON.parse(text) as { authorization: { users: Record<string, unknown>[] } }).authorization.users;
}

describe('natsConfig', () => {
  it('listens on the loopback address only', () => {
    const config = JSON.parse(
      natsConfig({ port: 4, monitorPort: 5, storeDirectory: '/s', users: [] }),
    ) as object;
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 4,
      http: '127.0.0.1:5',
      jetstream: { store_dir: '/s' },
    });
  });

  it('leaves a user without rules unrestricted', () => {
    expect(usersOf({ user: 'admin', password: 'p' })).toEqual([{ user: 'admin', password: 'p' }]);
  });

  it('writes an empty list as a denial, which the server would read as everything', () => {
    const [user] = usersOf({
      user: 'a',
      password: 'p',
      publish: { allow: [] },
      subscribe: { allow: ['x.>'] },
    });
    expect(user?.permissions).toEqual({ publish: { deny: ['>'] }, subscribe: { allow: ['x.>'] } });
  });

  it('lets a user answer what it was asked', () => {
    const [user] = usersOf({ user: 'a', password: 'p', publish: { allow: ['y'] }, allowResponses: true });
    expect(user?.permissions).toMatchObject({ publish: { allow: ['y'] }, allow_responses: { max: 32 } });
  });
});
