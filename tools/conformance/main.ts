#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { gamesChecks } from './games/checks.js';
import { type Driver, jsonDriver } from './games/driver.js';
import type { GamesKit } from './games/kit.js';
import { StubWallet } from './games/stub-wallet.js';
import { httpCaller } from './games/studio-caller.js';
import { junitOf } from './junit.js';
import { type Check, htmlOf, type Outcome, type Report, runChecks } from './report.js';
import { type Size, sizes } from './size.js';
import { walletChecks } from './wallet/checks.js';
import type { WalletDialect } from './wallet/dialects/dialect.js';
import { walletDialects } from './wallet/dialects/dialects.js';
import { WalletKit, type World } from './wallet/world.js';

const usage = `Usage: npm run conformance -- wallet URL --key FILE (--world MODULE | --player ID --session TOKEN --game CODE)
       npm run conformance -- games URL --wallet-port N [--public-key KEY] [--driver MODULE]
             [--caller-key FILE --game CODE]

wallet: plays a studio's game server against an operator's wallet, at the studio's address there, and runs W1 to W22.
games:  plays an operator's wallet on the port, which the game server at URL must be set to call, and runs R1 to R17.
Exit code 1 if a check fails, 2 if it was called otherwise than this; one that cannot be run for want of means is
reported as not run.
  --dialect NAME    that the studio speaks: croupier, hub88 or softswiss, or a module that exports \`dialect\` (croupier)
  --key FILE        private key of the studio: Ed25519 or RSA as PKCS #8 DER in base64, or a secret that both know
  --key-id ID       its id, where the dialect has any (1)
  --world MODULE    exports \`world\`: a World of docs/studios.md, which makes players, blocks them, restarts the wallet
  --player … --session … --game …  one player with money and an open session, in place of a world
  --public-key KEY  of the studio, SPKI DER in base64: signatures are verified, not only looked for
  --driver MODULE   exports \`driver\`: a Driver of docs/studios.md; without it the server is played over JSON
  --caller-key FILE private key by which the studio is called: Ed25519, PKCS #8 DER in base64; without it R14 to R17 are
                    not run. --caller-key-id ID (1)  --studio URL of its server (that of the game)
                    --game CODE that the free rounds are of
  --size full       W6 with 1000 races, W15 with 1000 contributions, W16 at five moments of each kind of call, and R7 with a
                    million rounds: an hour or more, against minutes of the usual one (small)
  --repeats N       how often whatever is a matter of luck is tried (200)
  --draws N         rounds with little money and with much whose wins R11 compares (2000 each: sees 10 wins in 100)
  --only W1,W5      these checks alone
  --json FILE  --junit FILE  --html FILE  the report, for machines, for a build and for people
  --help            this text
`;

const options = {
  dialect: { type: 'string', default: 'croupier' },
  key: { type: 'string' },
  'key-id': { type: 'string', default: '1' },
  world: { type: 'string' },
  player: { type: 'string' },
  session: { type: 'string' },
  game: { type: 'string' },
  'wallet-port': { type: 'string' },
  'public-key': { type: 'string' },
  driver: { type: 'string' },
  'caller-key': { type: 'string' },
  'caller-key-id': { type: 'string', default: '1' },
  studio: { type: 'string' },
  size: { type: 'string', default: 'small' },
  repeats: { type: 'string', default: '200' },
  draws: { type: 'string', default: '2000' },
  only: { type: 'string' },
  json: { type: 'string' },
  junit: { type: 'string' },
  html: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** What the caller can mend. */
class Misused extends Error {}

function readArguments() {
  return parseArgs({ allowPositionals: true, options });
}
type Values = ReturnType<typeof readArguments>['values'];

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [side, target, ...more] = positionals;
  if (values.help) return void process.stdout.write(usage);
  if ((side !== 'wallet' && side !== 'games') || target === undefined || more.length > 0)
    throw new Misused('say which side, and where it is: wallet URL, or games URL');
  const outcomes = await (side === 'wallet' ? checkWallet(target, values) : checkGames(target, values));
  const report: Report = { side, target, at: new Date().toISOString(), outcomes };
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  if (values.junit) writeFileSync(values.junit, junitOf(report));
  if (values.html) writeFileSync(values.html, htmlOf(report));
  process.exitCode = outcomes.some(({ result }) => result === 'failed') ? 1 : 0;
}

async function checkWallet(url: string, values: Values): Promise<Outcome[]> {
  const dialect = await dialectOf(values.dialect);
  const pace = { repeats: countOf('repeats', values), size: sizeOf(values) };
  if (!values.key) throw new Misused('--key is missing');
  const privateKey = readFileSync(values.key, 'utf8').trim();
  const world = values.world ? await exported<World>(values.world, 'world') : onePlayer(values);
  const credentials = { url, keyId: values['key-id'], privateKey, dialect };
  const kit = new WalletKit(credentials, world, pace);
  try {
    return await runChecks(walletChecks, kit, told(values, walletChecks));
  } finally {
    kit.client.close();
    await world.close?.();
  }
}

async function dialectOf(name: string): Promise<WalletDialect> {
  if (Object.hasOwn(walletDialects, name)) return walletDialects[name] as WalletDialect;
  if (/\.[cm]?js$/.test(name)) return exported<WalletDialect>(name, 'dialect');
  throw new Misused(`--dialect: there is no ${name || 'dialect without a name'}`);
}

function onePlayer({ player: playerId, session, game }: Values): World {
  if (!playerId || !session || !game) throw new Misused('give --world, or --player, --session and --game');
  return { player: async () => ({ playerId, session, game }) };
}

async function checkGames(url: string, values: Values): Promise<Outcome[]> {
  const port = countOf('wallet-port', values);
  const [repeats, draws] = [countOf('repeats', values), countOf('draws', values)];
  const { rounds } = sizeOf(values)(repeats);
  const driver = values.driver ? await exported<Driver>(values.driver, 'driver') : jsonDriver(url);
  const casino = casinoOf(url, values);
  const wallet = new StubWallet(values['public-key']);
  await wallet.listen(port);
  try {
    return await runChecks(
      gamesChecks,
      { wallet, driver, repeats, draws, rounds, ...(casino && { casino }) },
      told(values, gamesChecks),
    );
  } finally {
    await wallet.close();
  }
}

function casinoOf(url: string, values: Values): GamesKit['casino'] {
  const { 'caller-key': file, 'caller-key-id': keyId, studio = url, game } = values;
  if (file === undefined) return undefined;
  if (!game) throw new Misused('--game is missing: --caller-key needs it');
  return { caller: httpCaller(studio, readFileSync(file, 'utf8').trim(), keyId), game };
}

function sizeOf({ size }: Values): (repeats: number) => Size {
  if (size !== 'small' && size !== 'full')
    throw new Misused(`--size: there is no ${size || 'size without a name'}`);
  return sizes[size];
}

/** A whole number above nothing: a run of no repeats would find no fault. */
function countOf(name: 'repeats' | 'draws' | 'wallet-port', values: Values): number {
  const text = values[name];
  if (text === undefined) throw new Misused(`--${name} is missing`);
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Misused(`--${name} is no number above 0`);
  return Number(text);
}

function told(
  { only }: Values,
  checks: readonly Pick<Check<never>, 'id'>[],
): { only?: string[]; told: (outcome: Outcome) => void } {
  const stranger = only?.split(',').find((id) => !checks.some((check) => check.id === id));
  if (stranger !== undefined) throw new Misused(`--only: there is no ${stranger || 'check without a name'}`);
  const signs = { passed: '✓', failed: '✗', 'not run': '–' };
  return {
    ...(only === undefined ? {} : { only: only.split(',') }),
    told: ({ id, title, result, remarks, notes: more, figures }) => {
      const measured = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
      const notes = [...remarks, ...more, ...measured].map((note) => `\n      ${note}`).join('');
      process.stdout.write(`${signs[result]} ${id.padEnd(4)}${title}${notes}\n`);
    },
  };
}

async function exported<Value>(file: string, name: string): Promise<Value> {
  const module = (await import(pathToFileURL(path.resolve(file)).href)) as Record<string, Value | undefined>;
  const value = module[name];
  if (value === undefined) throw new Misused(`${file} exports no ${name}`);
  return value;
}

try {
  await main();
} catch (error) {
  const misused = error instanceof Misused || (error instanceof Error && 'code' in error);
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  if (misused) process.stderr.write(`\n${usage}`);
  process.exitCode = misused ? 2 : 1;
}
