import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GamesFault } from './games-fault.js';
import type { ParSheet } from './par-sheet.js';
import { renderSheet } from './render.js';
import type { SecondProof } from './second-proof.js';

/** Makes the folder if there is none. @throws GamesFault for one that cannot be written to: before minutes of simulation */
export function openFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch (error) {
    throw new GamesFault(
      `cannot write to ${folder}: ${error instanceof Error ? error.message : String(error)}`,
      'give another folder by --out, or --no-files to have the sheet printed alone',
    );
  }
}

/** What is known of a game that can be certified. */
export interface Certified {
  readonly sheet: ParSheet;
  readonly proofs: ReadonlyMap<string, SecondProof>;
  readonly seed: string;
  /** Bets that the game has and the sheet has not. */
  readonly left: readonly string[];
}

/**
 * The sheet as a file of text, `lamplight-ledger-1.0.0.par.txt`, every fraction with all its digits. No JSON, which the
 * platform would take for a game where it lies in the folder of definitions. @returns its path
 */
export function writeSheet(folder: string, { sheet, proofs, seed, left }: Certified): string {
  const { id, version } = sheet.game;
  const file = path.join(folder, `${id}-${version}.par.txt`);
  const lines = [
    renderSheet(sheet, proofs, { whole: true }),
    ...(proofs.size > 0 ? [`seed ${seed}`] : ['not simulated']),
    ...(left.length > 0 ? [`not on this sheet: ${left.join(', ')}`] : []),
    '✓ it can be certified',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}
