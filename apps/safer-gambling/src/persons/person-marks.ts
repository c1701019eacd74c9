import { createHmac } from 'node:crypto';

/** What a person can be known by again. Hashed and forgotten. */
export interface Person {
  givenName: string;
  familyName: string;
  dateOfBirth: string;
  email: string;
  postcode: string;
}

/** Letters that decomposition leaves as they are. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
};
const shortestName = 2;

/**
 * What is kept in place of a person: HMAC-SHA-256, under a key the database does not have, of the mailbox and of each
 * name with date of birth and postcode. Two people are taken for one if any of these is the same, so a name that is
 * shared, or a postcode, or a birthday, says nothing alone.
 */
export function marksOf(key: Buffer, person: Person): string[] {
  const place = `${person.dateOfBirth}|${plain(person.postcode)}`;
  const known = [
    `mailbox|${mailboxOf(person.email)}`,
    ...namesOf(person).map((name) => `person|${name}|${place}`),
  ];
  return known.map((one) => createHmac('sha256', key).update(one).digest('base64url')).sort();
}

/**
 * Every name a person may go by: each part of the given and the family name, and the family name in one word. So
 * `Smith-Jones` is also `Smith Jones`, `SmithJones` and `Jones`, and names in each other's field are found.
 */
export function namesOf({ givenName, familyName }: Pick<Person, 'givenName' | 'familyName'>): string[] {
  const parts = `${givenName} ${familyName}`.split(/[\s\p{Pd}]+/u);
  const names = [familyName, ...parts].map(plain).filter((name) => name.length >= shortestName);
  return [...new Set(names)].sort();
}

/** One spelling for each mailbox: without the tag after a plus, and without the dots where they say nothing. */
export function mailboxOf(email: string): string {
  const spelled = email.normalize('NFKC').trim().toLowerCase();
  const at = spelled.lastIndexOf('@');
  const local = spelled.slice(0, at).replace(/(?<=.)\+.*$/, '');
  const domain = spelled.slice(at + 1);
  const dotless = domain === 'gmail.com' || domain === 'googlemail.com';
  return dotless ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`;
}

/** Letters and digits alone, without case and accents. */
function plain(text: string): string {
  const letters = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return letters.replace(/[^a-z0-9]/g, (letter) => plainLetters[letter] ?? letter);
}
