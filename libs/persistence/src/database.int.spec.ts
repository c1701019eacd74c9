import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataSourceFor } from './database.js';

const nothing = { entities: [], migrations: [] };
/** What a connection took to open while ten other programs wanted the two processors. */
const lateMs = 1100;

describe('a database on a busy machine', () => {
  let test: TestDatabase;
  let relay: Server;

  beforeAll(async () => {
    test = await createTestDatabase(nothing);
    const { hostname, port } = new URL(test.url);
    relay = createServer((client) => {
      client.on('error', () => undefined);
      setTimeout(() => {
        const server = connect(Number(port), hostname);
        server.on('error', () => undefined);
        client.pipe(server).pipe(client);
      }, lateMs);
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  });

  afterAll(async () => {
    relay?.close();
    await test?.drop();
  });

  it('is waited for while a request has time', async () => {
    const url = new URL(test.url);
    url.host = `127.0.0.1:${(relay.address() as AddressInfo).port}`;
    const source = dataSourceFor(nothing, { url: url.href, applicationName: 'suite', poolSize: 2 });
    await source.initialize();
    const answers = await Promise.all([1, 2].map((n) => source.query<object[]>(`SELECT ${n} AS n`)));
    expect(answers).toEqual([[{ n: 1 }], [{ n: 2 }]]);
    await source.destroy();
  });

  it('is told to end by itself whatever waits, stands still or is never finished', async () => {
    const source = dataSourceFor(nothing, { url: test.url, applicationName: 'suite', poolSize: 1 });
    await source.initialize();
    const names = ['statement', 'lock', 'idle_in_transaction_session', 'transaction'];
    const bounds = await Promise.all(
      names.map(async (name) => {
        const [row] = (await source.query(`SELECT current_setting($1) AS bound`, [`${name}_timeout`])) as [
          { bound: string },
        ];
        return row.bound;
      }),
    );
    expect(bounds).toEqual(['2s', '1500ms', '5s', '5s']);
    await source.destroy();
  });
});
