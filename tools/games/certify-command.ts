import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type BetSheet, certificationFaults } from '@croupier/game-maths';
import { GamesFault, wholeNumber } from './games-fault.js';
import { parSheetOf } from './par-sheet.js';
import { showProgress } from './progress.js';
import { countedSheets, openDefinition, readDefinition } from './read-definition.js';
import { renderSheet } from './render.js';
import { type SecondProof, secondProof, withSimulation } from './second-proof.js';
import { openFolder, writeSheet } from './sheet-file.js';
import { simulate } from './simulation.js';

const mostRounds = 1e12;

/** `npm run games -- certify`. @returns the exit code: 1 for a definition that is refused */
export async function certify(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '10000000' },
      bet: { type: 'string', multiple: true },
      seed: { type: 'string' },
      json: { type: 'string' },
      out: { type: 'string', default: '.' },
      'no-files': { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new GamesFault('one definition is certified at a time', 'npm run games -- certify FILE');
  const rounds = wholeNumber('rounds', values.rounds, { from: 0, to: mostRounds });
  const json = readDefinition(file);
  const game = openDefinition(file, json);
  if (!game) return 1;
  const { engine, definition } = game;
  const sheets = countedSheets(file, game);
  if (!sheets) return 1;
  const seed = values.seed ?? randomBytes(8).toString('hex');
  const chosen = sheets.filter(({ bet }) => values.bet?.includes(bet) ?? true);
  if (chosen.length === 0)
    throw new GamesFault(
      `the game has no bet ${values.bet?.join() ?? ''}`,
      sheets.map(({ bet }) => bet).join(', '),
    );
  const folder = values['no-files'] ? undefined : openFolder(values.out);
  const proofs = rounds === 0 ? new Map<string, SecondProof>() : await prove(json, chosen, { rounds, seed });
  const sheet = parSheetOf(engine, definition, chosen);
  process.stdout.write(`${renderSheet(sheet, proofs)}\n`);
  if (proofs.size > 0) process.stdout.write(`seed ${seed}\n`);
  const known = sheets.map((each) => {
    const proof = proofs.get(each.bet);
    return proof ? withSimulation(each, proof) : each;
  });
  const faults = certificationFaults(engine, definition, known);
  if (values.json !== undefined) {
    const simulations = Object.fromEntries(proofs);
    // The platform takes the sheet of no game that was refused.
    const whole = { ...sheet, seed, simulations, ...(faults.length > 0 ? { faults } : {}) };
    writeFileSync(values.json, `${JSON.stringify(whole, undefined, 2)}\n`);
  }
  const code = verdict(faults, proofs);
  if (code === 0 && folder !== undefined) {
    const left = sheets.filter((each) => !chosen.includes(each)).map(({ bet }) => bet);
    process.stdout.write(`sheet written to ${writeSheet(folder, { sheet, proofs, seed, left })}\n`);
  }
  const served = `${definition.id}.json`;
  if (path.basename(file) !== served)
    process.stdout.write(
      `! the platform serves it from a file of the name ${served} alone; rename this one\n`,
    );
  return code;
}

async function prove(
  definition: unknown,
  sheets: readonly BetSheet[],
  { rounds, seed }: { rounds: number; seed: string },
): Promise<Map<string, SecondProof>> {
  const proofs = new Map<string, SecondProof>();
  for (const sheet of sheets) {
    const { bet } = sheet;
    const tally = await simulate({ definition, bet, rounds, seed }, (done) =>
      showProgress(process.stderr, { bet, share: done / rounds }),
    );
    proofs.set(bet, secondProof(sheet, tally));
  }
  showProgress(process.stderr, { bet: '', share: 0 });
  return proofs;
}

function verdict(
  faults: readonly { path: string; message: string }[],
  proofs: ReadonlyMap<string, SecondProof>,
): number {
  const apart = [...proofs].filter(([, { agrees }]) => !agrees).map(([bet]) => bet);
  for (const { path, message } of faults) process.stdout.write(`✗ ${path}: ${message}\n`);
  for (const bet of apart) process.stdout.write(`✗ ${bet}: what was played is not what was counted\n`);
  if (faults.length + apart.length > 0) return 1;
  process.stdout.write('✓ it can be certified\n');
  return 0;
}
