import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isGenuine, toleranceSeconds } from './signature.js';

const secret = 'a shared secret';
const body = Buffer.from('{"id":"1","note":"£"}');
const seconds = 1_795_000_000;
const now = new Date(seconds * 1000);
const digest = (time: number | string, key = secret, bytes = body): string =>
  createHmac('sha256', key).update(`${time}.`).update(bytes).digest('hex');
const good = digest(seconds);

describe('a webhook signature', () => {
  it.each([
    ['the header as sent', `t=${seconds},v1=${good}`],
    ['spaces between its parts', `t=${seconds}, v1=${good}`],
    ['a second digest of an older secret', `t=${seconds},v1=${digest(seconds, 'old')},v1=${good}`],
    ['a digest of another scheme beside it', `t=${seconds},v0=abc,v1=${good}`],
    ['five minutes late', `t=${seconds - toleranceSeconds},v1=${digest(seconds - toleranceSeconds)}`],
    ['five minutes early', `t=${seconds + toleranceSeconds},v1=${digest(seconds + toleranceSeconds)}`],
  ])('holds with %s', (_, signature) => {
    expect(isGenuine({ body, signature, secret, now })).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['no time', `v1=${good}`],
    ['two times', `t=${seconds},t=${seconds},v1=${good}`],
    ['no digest', `t=${seconds}`],
    ['another secret', `t=${seconds},v1=${digest(seconds, 'other')}`],
    ['another time than the signed one', `t=${seconds + 1},v1=${good}`],
    ['a time that is none', `t=1e9,v1=${digest('1e9')}`],
    ['a digest cut short', `t=${seconds},v1=${good.slice(0, 62)}`],
    ['a digest in capitals', `t=${seconds},v1=${good.toUpperCase()}`],
    ['a digest of v0', `t=${seconds},v0=${good}`],
    ['too old', `t=${seconds - 301},v1=${digest(seconds - 301)}`],
    ['from the future', `t=${seconds + 301},v1=${digest(seconds + 301)}`],
  ])('does not hold with %s', (_, signature) => {
    expect(isGenuine({ body, signature, secret, now })).toBe(false);
  });

  it('is over the bytes: white space that JSON ignores breaks it', () => {
    const respaced = Buffer.from('{"id": "1","note":"£"}');
    expect(isGenuine({ body: respaced, signature: `t=${seconds},v1=${good}`, secret, now })).toBe(false);
  });
});
