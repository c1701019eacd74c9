/** Y: excluded. N: not. P: excluded formerly. */
export type SchemeAnswer = 'Y' | 'N' | 'P';

/** What the scheme does when it is asked about somebody of this family name, whom its register does not name. */
export interface Scripted {
  answer: SchemeAnswer;
  /** How the scheme itself misbehaves before it answers. */
  fault?: 'hangs' | 'outage';
}

/** Decided by how the family name starts. */
export function scriptedAnswer(lastName: string): Scripted {
  const name = lastName.trim().toLowerCase();
  if (name.startsWith('excluded')) return { answer: 'Y' };
  if (name.startsWith('formerly')) return { answer: 'P' };
  if (name.startsWith('schemeslow')) return { answer: 'N', fault: 'hangs' };
  if (name.startsWith('schemedown')) return { answer: 'N', fault: 'outage' };
  return { answer: 'N' };
}
