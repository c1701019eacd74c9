/** What the bureau says of a person. */
export interface Verdict {
  outcome: 'pass' | 'refer' | 'fail';
  reasons: string[];
  /** How the bureau itself misbehaves before it answers. */
  fault?: 'hangs' | 'outage';
}

const adultYears = 18;

/** Decided by how the family name starts; whoever is under 18 fails in any case. */
export function verdictOn(person: { familyName: string; dateOfBirth: string }, now: Date): Verdict {
  const name = person.familyName.trim().toLowerCase();
  if (name.startsWith('outage')) return { outcome: 'refer', reasons: [], fault: 'outage' };
  const fault = name.startsWith('timeout') ? { fault: 'hangs' as const } : {};
  if (yearsBetween(person.dateOfBirth, now) < adultYears) {
    return { outcome: 'fail', reasons: ['under_age'], ...fault };
  }
  if (name.startsWith('refer')) return { outcome: 'refer', reasons: ['document_required'] };
  if (name.startsWith('fail')) return { outcome: 'fail', reasons: ['identity_not_found'] };
  return { outcome: 'pass', reasons: [], ...fault };
}

/** Full years on the day of `now` (UTC). A person born on 29 February is a year older on 1 March. */
function yearsBetween(dateOfBirth: string, now: Date): number {
  const [year = 0, month = 0, day = 0] = dateOfBirth.split('-').map(Number);
  const had = now.getUTCMonth() + 1 - month || now.getUTCDate() - day;
  return now.getUTCFullYear() - year - (had < 0 ? 1 : 0);
}
