import { describe, expect, it } from '@jest/globals';
import { mailboxOf, marksOf, namesOf, type Person } from './person-marks.js';

const key = Buffer.alloc(32, 7);
const person: Person = {
  givenName: 'Zoë',
  familyName: 'Smith-Jones',
  dateOfBirth: '1990-04-12',
  email: 'zoe@example.org',
  postcode: 'BS1 4AA',
};
const other = { email: 'somebody.else@example.org' };

function same(over: Partial<Person>, of: Person = person): boolean {
  const known = marksOf(key, of);
  return marksOf(key, { ...of, ...over }).some((mark) => known.includes(mark));
}

describe('marks of a person', () => {
  it.each([
    ['case', { familyName: 'SMITH-JONES' }],
    ['a space for the hyphen', { familyName: 'Smith Jones' }],
    ['a dash for the hyphen', { familyName: 'Smith–Jones' }],
    ['one word', { familyName: 'Smithjones' }],
    ['half of it', { givenName: 'Z.', familyName: ' Jones ' }],
    ['more of it', { givenName: 'Anna', familyName: 'Brown-Smith' }],
    ['names in each other’s field', { givenName: 'Smith-Jones', familyName: 'Zoe' }],
    ['another family name', { familyName: 'Miller' }],
    ['another given name', { givenName: 'Zed' }],
    ['a postcode as it comes', { postcode: ' bs14aa' }],
  ])('are the same whatever the e-mail address, with %s', (_, over) => {
    expect(same({ ...other, ...over })).toBe(true);
  });

  it.each([
    ['a tag', 'zoe+again@example.org'],
    ['case and spaces', ' ZOE@Example.ORG '],
  ])('are the same by the mailbox alone, with %s', (_, email) => {
    expect(
      same({ email, givenName: 'Ada', familyName: 'Byron', dateOfBirth: '1980-01-01', postcode: 'M1 1AA' }),
    ).toBe(true);
  });

  it.each([
    ['only the names', { dateOfBirth: '1990-04-13', postcode: 'M1 1AA' }],
    ['only the postcode', { givenName: 'Ada', familyName: 'Byron', dateOfBirth: '1990-04-13' }],
    ['only the birthday', { givenName: 'Ada', familyName: 'Byron', postcode: 'M1 1AA' }],
    ['names and postcode', { dateOfBirth: '1990-04-13' }],
    ['names and birthday', { postcode: 'BS1 4AB' }],
    ['birthday and postcode', { givenName: 'Ada', familyName: 'Byron' }],
    ['an initial', { givenName: 'Z', familyName: 'S' }],
  ])('are others for somebody who shares %s', (_, over) => {
    expect(same({ ...other, ...over })).toBe(false);
  });

  it('tell nothing without the key, and one key does not know the marks of another', () => {
    const marks = marksOf(key, person);
    expect(marks.every((mark) => /^[A-Za-z0-9_-]{43}$/.test(mark))).toBe(true);
    expect(marksOf(Buffer.alloc(32, 8), person).filter((mark) => marks.includes(mark))).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    ['Łukasz', 'Müller', ['lukasz', 'muller']],
    ['Mary Ann', "O'Brien", ['ann', 'mary', 'obrien']],
    ['José', 'de la Cruz', ['cruz', 'de', 'delacruz', 'jose', 'la']],
    ['Sören', 'Groß', ['gross', 'soren']],
    ['Анна', 'Иванова', ['анна', 'иванова']],
  ])('of %s %s', (givenName, familyName, names) => {
    expect(namesOf({ givenName, familyName })).toEqual(names);
  });
});

describe('a mailbox', () => {
  it.each([
    ['Ada.Byron+x@Gmail.com', 'adabyron@gmail.com'],
    ['a.d.a@googlemail.com', 'ada@gmail.com'],
    ['ada.byron@example.org', 'ada.byron@example.org'],
    ['+@example.org', '+@example.org'],
  ])('of %s is %s', (email, mailbox) => {
    expect(mailboxOf(email)).toBe(mailbox);
  });
});
