import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type DataSource } from 'typeorm';
import { type Figure, ratioTo } from '../figures.js';
import { type BenchStack } from '../stack.js';
import { OurWallet } from './our-wallet.js';

/** What a bet does besides moving money: the words of the ledger's own SQL that do it, and what is left without them. */
const parts = {
  outbox: [[/ {4}INSERT INTO outbox [^;]*;\n/, '']],
  controls: [
    [/ {10}IF c_kind IN \('round', 'stake'\) THEN\n {12}IF a\.day_staked [\s\S]*?\n {10}END IF;\n/, ''],
    [/a\.play_blocked_until > c_at/, 'false'],
  ],
} as const;

export type Part = keyof typeof parts;

const file = path.resolve(import.meta.dirname, '../../apps/wallet/src/ledger/post.sql');

/** The function `post` without some of its parts. @throws if the SQL has no such lines any more */
export async function postWithout(without: readonly Part[]): Promise<string> {
  const sql = await readFile(file, 'utf8');
  const whole = /CREATE FUNCTION post\([\s\S]*END \$post\$;/.exec(sql)?.[0] ?? '';
  const words: (readonly [RegExp, string])[] = without.flatMap((part) => [...parts[part]]);
  return words.reduce(
    (text, [some, left]) => {
      if (!some.test(text)) throw new Error(`post.sql has nothing like ${some.source}`);
      return text.replace(some, left);
    },
    whole.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION'),
  );
}

/** The same wallet on a database of its own, its ledger without some parts: what those parts cost. */
export class LighterWallets {
  private constructor(readonly wallets: Readonly<Record<string, OurWallet>>) {}

  /** Of a wallet's database without players, to which nobody is connected. */
  static async open(stack: BenchStack, server: DataSource, poolSize: number): Promise<LighterWallets> {
    const wallets: Record<string, OurWallet> = {};
    const choices: Part[][] = [['outbox'], ['controls'], ['outbox', 'controls']];
    for (const without of choices) {
      const name = `without_${without.join('_and_')}`;
      await server.query(`CREATE DATABASE ${name} TEMPLATE wallet`);
      const admin = await stack.database(name);
      await admin.query(await postWithout(without));
      await admin.destroy();
      wallets[without.join(' and ')] = await OurWallet.open(stack.databaseUrl(name, 'wallet'), poolSize);
    }
    return new LighterWallets(wallets);
  }

  async enrol(players: readonly string[], cash: number): Promise<void> {
    for (const wallet of Object.values(this.wallets)) await wallet.enrol(players, cash);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.wallets).map((wallet) => wallet.close()));
  }
}

/** Bets a second with everything, beside the same without a part. At most 35 % may go to all parts together. */
export function costFigure(without: string, whole: number, lighter: number): Figure {
  const name = `with-${without.replaceAll(' ', '-')}`;
  const bound = without.includes(' and ') ? { least: 0.65 } : {};
  return ratioTo('wallet', name, { value: whole, baseline: lighter, unit: '/s', ...bound });
}
