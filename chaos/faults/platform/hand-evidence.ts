import { createHash, createHmac } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Round, type RoundProof } from '@croupier/contracts';
import { canonicalJson, type Hashes, type ProvenRound, verifyRound } from '@croupier/game-maths';
import { type LedgerLine } from './hand-casino.js';
import { type Deal, type HandGuest } from './hand-guest.js';

export const hashes: Hashes = {
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

/** All that shows what became of one round that was asked for: a line of the file. */
export interface Evidence {
  roundId: string;
  playerId: string;
  gameId: string;
  /** The Idempotency-Key that asked for it. */
  key: string;
  /** Where its steps were stopped, and what its player did about it. */
  cuts: Deal['cuts'];
  /** Step by step what was shown: outcome, payout and jackpot, in canonical JSON. */
  shown: Record<string, string>;
  /** `not played`: its key brought nothing, and no stake of it is kept. */
  end: 'settled' | 'not played';
  /** As it is read now. */
  round?: Round;
  /** What derives it again; the definition lies beside the file, under its hash. */
  proof?: Omit<RoundProof, 'definition'>;
  ledger: LedgerLine[];
  /** What it came to where nothing broke; missing of a round that counts by the moment of a cash-out. */
  uninterrupted?: { stake: number; payout: number };
}

interface Known {
  rounds: ReadonlyMap<string, Round | undefined>;
  proofs: ReadonlyMap<string, RoundProof>;
  ledger: ReadonlyMap<string, LedgerLine[]>;
  uninterrupted: ReadonlyMap<string, Round>;
}

export function evidenceOf(guest: HandGuest, deal: Deal, known: Known): Evidence {
  const { roundId, key, cuts } = deal;
  const round = known.rounds.get(roundId);
  const { definition: _, ...proof } = known.proofs.get(roundId) ?? ({} as Partial<RoundProof>);
  const twin = known.uninterrupted.get(roundId);
  const shown = [...guest.shown].filter(([step]) => step.startsWith(roundId));
  return {
    ...{ roundId, playerId: guest.playerId, gameId: guest.game.id, key, cuts },
    shown: Object.fromEntries(shown.map(([step, text]) => [step.slice(roundId.length + 1), text])),
    end: round ? 'settled' : 'not played',
    ...(round ? { round, proof: proof as RoundProof } : {}),
    ledger: known.ledger.get(roundId) ?? [],
    ...(twin ? { uninterrupted: { stake: twin.stake.amount, payout: twin.payout.amount } } : {}),
  };
}

/** Writes a line for each round, and every definition that was played. @returns the file */
export async function writeEvidence(
  folder: string,
  evidence: readonly Evidence[],
  proofs: Iterable<RoundProof>,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const definitions = new Map([...proofs].map((proof) => [proof.definitionHash, proof.definition]));
  for (const [hash, definition] of definitions)
    await writeFile(path.join(folder, `${hash}.json`), JSON.stringify(definition));
  const file = path.join(folder, 'rounds.jsonl');
  await writeFile(file, evidence.map((each) => `${JSON.stringify(each)}\n`).join(''));
  return file;
}

/** Holds what was written against itself, by nothing but the files. @returns what is not as it must be */
export async function evidenceFaults(file: string): Promise<string[]> {
  const definitions = new Map<string, unknown>();
  const faults: string[] = [];
  for (const line of (await readFile(file, 'utf8')).trimEnd().split('\n')) {
    const evidence = JSON.parse(line) as Evidence;
    const { proof } = evidence;
    const hash = proof?.definitionHash;
    if (hash !== undefined && !definitions.has(hash)) {
      const text = await readFile(path.join(path.dirname(file), `${hash}.json`), 'utf8');
      definitions.set(hash, JSON.parse(text));
    }
    faults.push(...roundFaults(evidence, definitions.get(hash ?? '')));
  }
  return faults;
}

/** What is not the same in all that is known of one round, and what its own seeds do not derive. */
export function roundFaults(evidence: Evidence, definition: unknown): string[] {
  const { roundId, gameId, round, proof, ledger, uninterrupted, shown } = evidence;
  const faults: string[] = [];
  const moved = ledger.reduce((sum, { cash }) => sum + cash, 0);
  const hold = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(`round ${roundId} at ${gameId} ${fault}`);
  };
  if (!round || !proof) {
    hold(moved === 0, `was not played, and the ledger keeps ${-moved} of it`);
    hold(Object.keys(shown).length === 0, 'was shown, and was not played');
    return faults;
  }
  const [staked, payout, jackpot] = [round.stake.amount, round.payout.amount, round.jackpotWin?.amount ?? 0];
  hold(!round.open, 'is open');
  hold(moved === payout + jackpot - staked, `moved ${moved}, and should ${payout + jackpot - staked}`);
  const ends = ledger.filter(({ kind }) => ['round', 'settlement'].includes(kind));
  hold(ends.length === 1, `has ${ends.length} ends in the ledger`);
  hold(proof.payout.amount === payout, `paid ${payout}, its proof says ${proof.payout.amount}`);
  const told = canonicalJson([round.outcome, payout, jackpot]);
  hold(shown['end'] === undefined || shown['end'] === told, 'was shown with another end');
  if (uninterrupted)
    hold(
      uninterrupted.stake === staked && uninterrupted.payout === payout,
      `paid ${payout} for ${staked}, and ${uninterrupted.payout} for ${uninterrupted.stake} where nothing broke`,
    );
  for (const { what, holds, detail } of verifyRound({ ...proof, definition } as ProvenRound, hashes))
    hold(holds, `${what} ${detail}`);
  return faults;
}
