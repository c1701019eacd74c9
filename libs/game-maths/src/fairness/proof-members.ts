/** Without one of them it is no proof. */
const members = [
  'roundId',
  'definitionHash',
  'serverSeedHash',
  'clientSeed',
  'refusals',
  'stake',
  'payout',
  'outcome',
];

/** What a text of JSON lacks to be the proof of a round; nothing if it is one. */
export function missingOfProof(json: unknown): string[] {
  return members.filter((name) => (json as Record<string, unknown> | null)?.[name] === undefined);
}
