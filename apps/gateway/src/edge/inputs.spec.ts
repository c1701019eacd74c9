import { CreateDeposit, ListTransactions, PlayRound, schemaOf } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { clientAddress } from './client-address.js';
import { matches } from './etag.js';
import { queryOf, without } from './inputs.js';
import { PathTable } from './path-table.js';

function faults(type: new () => object, plain: object): string[] {
  const options = { whitelist: true, forbidNonWhitelisted: true };
  return validateSync(plainToInstance(type, plain), options).map(({ property }) => property);
}

describe('without', () => {
  class PlayBody extends without(
    PlayRound,
    'playerId',
    'gameSessionId',
    'idempotencyKey',
    'awardId',
    'bets',
    'dryRun',
  ) {}

  it('keeps the checks of what stays, nested ones too, and refuses what went', () => {
    expect(faults(PlayBody, { stake: { amount: 1, currency: 'GBP' } })).toEqual([]);
    expect(faults(PlayBody, { stake: { amount: 0, currency: 'GBP' } })).toEqual(['stake']);
    expect(faults(PlayBody, { stake: { amount: 1, currency: 'GBP', odd: 1 } })).toEqual(['stake']);
    expect(faults(PlayBody, { stake: { amount: 1, currency: 'GBP' }, dryRun: true })).toEqual(['dryRun']);
    expect(faults(PlayBody, {})).toEqual(['stake']);
  });

  it('keeps the schema of what stays, and leaves the message as it was', () => {
    const whole = schemaOf(PlayRound);
    expect(schemaOf(PlayBody)).toEqual({
      ...whole,
      properties: { stake: (whole['properties'] as Record<string, unknown>)['stake'] },
      required: ['stake'],
    });
    expect(faults(PlayRound, { stake: { amount: 1, currency: 'GBP' } }).sort()).toEqual([
      'gameSessionId',
      'idempotencyKey',
      'playerId',
    ]);
  });

  it('keeps optional members optional', () => {
    class Body extends without(CreateDeposit, 'playerId', 'idempotencyKey', 'dryRun') {}
    const least = { amount: { amount: 100, currency: 'GBP' }, method: 'card' };
    expect(faults(Body, least)).toEqual([]);
    expect(faults(Body, { ...least, returnUrl: 'javascript:alert(1)' })).toEqual(['returnUrl']);
    expect(faults(Body, { ...least, returnUrl: null })).toEqual(['returnUrl']);
  });
});

describe('queryOf', () => {
  class Query extends queryOf(ListTransactions, 'playerId') {}

  it.each([
    ['1', true],
    ['100', true],
    ['101', false],
    ['0', false],
    ['1.5', false],
    ['1e1', false],
    ['0x10', false],
    [' 5', false],
    ['', false],
    ['true', false],
    [['1', '2'], false],
  ])('reads limit=%s: %s', (limit, passes) => {
    expect(faults(Query, { limit })).toEqual(passes ? [] : ['limit']);
  });
});

describe('clientAddress', () => {
  it.each<[string | undefined, number, string]>([
    ['6.6.6.6', 0, '10.1.1.1'],
    [undefined, 1, '10.1.1.1'],
    ['1.2.3.4', 1, '1.2.3.4'],
    ['6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
    ['6.6.6.6, 1.2.3.4, 10.9.9.9', 2, '1.2.3.4'],
    ['1.2.3.4', 3, '1.2.3.4'],
    ['', 1, '10.1.1.1'],
  ])('of "%s" behind %i proxies is %s', (header, hops, address) => {
    expect(clientAddress('10.1.1.1', header, hops)).toBe(address);
  });
});

describe('matches', () => {
  it.each<[string | undefined, boolean]>([
    [undefined, false],
    ['"3"', true],
    ['W/"3"', true],
    ['"1","3"', true],
    ['*', true],
    ['3', false],
    ['"33"', false],
  ])('%s: %s', (header, same) => {
    expect(matches(header, '"3"')).toBe(same);
  });
});

describe('PathTable', () => {
  it('knows the methods of a path, by its parts', () => {
    const table = new PathTable();
    for (const method of ['POST', 'GET', 'GET']) table.add(method, '/v1/deposits/:id');
    table.add('OPTIONS', '*');
    expect(table.methodsAt('/v1/deposits/7')).toEqual(['GET', 'POST']);
    expect(table.methodsAt('/v1/deposits/7/8')).toEqual([]);
    expect(table.methodsAt('/v1/deposits')).toEqual([]);
  });
});
