import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

const server = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
const name = `job_${randomBytes(4).toString('hex')}`;
const address = (role: string, password = 'pass-word'): string =>
  `postgres://${role}:${password}@${server.host}/${name}`;
const environment = {
  POSTGRES_HOST: server.host,
  POSTGRES_SUPERUSER: server.username,
  POSTGRES_SUPERUSER_PASSWORD: server.password,
  DATABASE_URL: address(name),
  OWNER_DATABASE_URL: address(`${name}_owner`),
};

/** One container of the job: what it said, and the code with which it ended. */
async function run(task: string, without: string[] = []): Promise<{ code: number | null; said: string }> {
  const given = Object.fromEntries(Object.entries(environment).filter(([key]) => !without.includes(key)));
  const child = spawn(process.execPath, ['dist/tools/provision/database.js', task, 'wallet'], {
    env: { PATH: process.env['PATH'], ...given },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, failed] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, said: said + failed };
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const source = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  try {
    return (await source.query(sql)) as unknown[];
  } finally {
    await source.destroy();
  }
}

describe('the migration job of an app', () => {
  afterAll(async () => {
    for (const sql of [
      `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
      `DROP ROLE IF EXISTS ${name}`,
      `DROP ROLE IF EXISTS ${name}_owner`,
    ])
      await query(server.href, sql);
  });

  it('makes the database and migrates it, and the same again without harm', async () => {
    expect(await run('provision')).toEqual({ code: 0, said: `${name}: made\n` });
    const first = await run('migrate', ['POSTGRES_SUPERUSER', 'POSTGRES_SUPERUSER_PASSWORD', 'DATABASE_URL']);
    expect(first).toEqual({
      code: 0,
      said: expect.stringMatching(/^wallet: [1-9]\d* migrations applied\n$/),
    });
    expect(await run('provision')).toEqual({ code: 0, said: `${name}: was there\n` });
    expect((await run('migrate')).said).toBe('wallet: 0 migrations applied\n');
    expect(await query(environment.DATABASE_URL, 'SELECT count(*)::int AS n FROM migrations')).toHaveLength(
      1,
    );
    await expect(query(environment.DATABASE_URL, 'CREATE TABLE mine (n int)')).rejects.toThrow(/permission/);
  }, 120_000);

  it('says what is missing', async () => {
    expect(await run('migrate', ['OWNER_DATABASE_URL'])).toMatchObject({
      code: 1,
      said: expect.stringContaining('OWNER_DATABASE_URL is not set'),
    });
    expect((await run('destroy')).code).toBe(2);
  });
});
