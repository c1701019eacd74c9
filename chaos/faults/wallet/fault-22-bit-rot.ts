import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { Caller } from './caller.js';
import { Mix } from './commands.js';
import { ledgerChecks, Stand } from './stand.js';

const sizes = { small: { flips: 60 }, full: { flips: 1000 } };
const pageBytes = 8192;

interface File {
  name: string;
  path: string;
  pages: number;
}

/** Turns single bits over in pages of tables and indexes, and reads everything: each page is refused, none is served. */
export async function bitRot(options: Options): Promise<Report> {
  const stand = await Stand.open();
  try {
    const random = new Seeded(options.seed);
    const caller = new Caller(stand.bus);
    const players = await stand.players(caller, 40, 1_000_000);
    const mix = new Mix(random, players);
    for (let batch = 0; batch < 40; batch += 1)
      await Promise.all(Array.from({ length: 50 }, () => caller.send(mix.next())));
    const broken = await stand.faultsOf(caller);
    const [{ checksums }] = (await stand.admin.query(
      `SELECT current_setting('data_checksums') AS checksums`,
    )) as [{ checksums: string }];
    if (checksums !== 'on') broken.push('the database was made without data checksums');
    await stand.admin.query('CREATE EXTENSION pg_prewarm');
    await stand.admin.query('CHECKPOINT');
    const files = await filesOf(stand);
    await stand.wallets[0]?.stop();
    const seen = await flipAndRead(stand, files, random, sizes[options.size].flips);
    broken.push(...seen.missed);
    const unsafe = await servedAnyway(stand, files, random);
    return {
      ...caller.counts,
      faults: { 'bits flipped': seen.flips },
      checked: [
        ledgerChecks,
        `${seen.flips} flips in ${files.length} tables and indexes, each in a page of its own; every one was refused when it was read`,
      ],
      broken,
      control: { what: 'ignore_checksum_failure = on', saw: unsafe },
    };
  } finally {
    await stand.close();
  }
}

/** Tables and indexes of the wallet that have a page, and where they are. */
async function filesOf(stand: Stand): Promise<File[]> {
  const rows = (await stand.admin.query(
    `SELECT oid::regclass::text AS name, pg_relation_filepath(oid) AS file FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i') AND pg_relation_size(oid) > 0
      ORDER BY relname`,
  )) as { name: string; file: string }[];
  return rows.map(({ name, file }) => {
    const whole = path.join(stand.stack.server.dataDirectory, file);
    return { name, path: whole, pages: Math.floor(statSync(whole).size / pageBytes) };
  });
}

/** Flips one bit, and back: the same call undoes it. */
function flip(file: File, page: number, bit: number): void {
  const descriptor = openSync(file.path, 'r+');
  try {
    const at = page * pageBytes + Math.floor(bit / 8);
    const byte = Buffer.alloc(1);
    readSync(descriptor, byte, 0, 1, at);
    byte.writeUInt8(byte.readUInt8(0) ^ (1 << (bit % 8)), 0);
    writeSync(descriptor, byte, 0, 1, at);
  } finally {
    closeSync(descriptor);
  }
}

/** With the server down, so that it holds no page of them; a batch of flips in different files at a time. */
async function flipAndRead(
  stand: Stand,
  files: readonly File[],
  random: Seeded,
  wanted: number,
): Promise<{ flips: number; missed: string[] }> {
  const missed: string[] = [];
  let flips = 0;
  while (flips < wanted) {
    await stand.stack.server.stop();
    const some = files.filter(() => random.below(2) === 0);
    const flipped = some.map((file) => ({
      file,
      page: random.below(file.pages),
      bit: random.below(pageBytes * 8),
    }));
    for (const { file, page, bit } of flipped) flip(file, page, bit);
    await stand.stack.restartServer();
    for (const { file, page, bit } of flipped) {
      flips += 1;
      const said = await readPage(stand, file, page, {});
      if (said === undefined) missed.push(`bit ${bit} of page ${page} of ${file.name} was served`);
    }
    await stand.stack.server.stop();
    for (const { file, page, bit } of flipped) flip(file, page, bit);
    await stand.stack.restartServer();
  }
  return { flips, missed };
}

/** Reads one page as the server does for a query. @returns what it refused it with */
async function readPage(
  stand: Stand,
  { name }: File,
  page: number,
  settings: Record<string, string>,
): Promise<string | undefined> {
  const url = new URL(stand.stack.server.superuserUrl);
  url.pathname = '/wallet';
  const source = new DataSource({ type: 'postgres', url: url.href, poolSize: 1 });
  await source.initialize();
  try {
    for (const [setting, value] of Object.entries(settings)) await source.query(`SET ${setting} = ${value}`);
    await source.query(`SELECT pg_prewarm($1, 'buffer', 'main', $2, $2)`, [name, page]);
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    await source.destroy();
  }
}

async function servedAnyway(stand: Stand, files: readonly File[], random: Seeded): Promise<string[]> {
  const file = files.find(({ name }) => name === 'accounts');
  if (!file) return [];
  const page = random.below(file.pages);
  await stand.stack.server.stop();
  flip(file, page, 8 * 4000);
  await stand.stack.restartServer();
  const said = await readPage(stand, file, page, { ignore_checksum_failure: 'on' });
  return said === undefined ? [`page ${page} of accounts was served with a bit turned over`] : [];
}
