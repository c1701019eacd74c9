import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { asyncApiOf } from './asyncapi.js';
import { parserFaults } from './parsed.js';

const source = path.resolve(import.meta.dirname, '../../docs/asyncapi/top-payouts.json');

describe('the official parser', () => {
  it('has nothing against a document of ours', async () => {
    expect(await parserFaults(JSON.stringify(asyncApiOf('top-payouts')), source)).toEqual([]);
  });

  it.each([
    ['a reference that leads nowhere', '#/components/schemas/TopPayouts', '#/components/schemas/Nobody'],
    ['a document that is not there', './wallet.json', './nobody.json'],
    ['an action that there is none of', '"receive"', '"obtain"'],
  ])('sees %s', async (_, right, wrong) => {
    const text = JSON.stringify(asyncApiOf('top-payouts'));
    expect(text).toContain(right);
    expect(await parserFaults(text.replaceAll(right, wrong), source)).not.toEqual([]);
  });
});
