import { CreateDeposit, ListTransactions, PlayRound, schemaOf } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { validationPipe } from '@croupier/runtime';
import { describe, expect, it, jest } from '@jest/globals';
import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { clientAddress } from './client-address.js';
import { matches } from './etag.js';
import { IdPath, queryOf, RehearsalQuery, without } from './inputs.js';
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
    'channel',
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

describe('inputs that are plainly right', () => {
  class Bet extends without(PlayRound, 'playerId', 'gameSessionId', 'idempotencyKey', 'dryRun') {}
  class Page extends queryOf(ListTransactions, 'playerId') {}
  const id = '01a20a46-f71b-7904-908a-daa2e0b5fc68';
  const stake = { amount: 10, currency: 'GBP' };
  const bare = (members: object): object => Object.assign(Object.create(null) as object, members);
  const ours = validationPipe();
  const byRules = { transform: (...about: Parameters<typeof ours.byRules>) => ours.byRules(...about) };

  const outcome = async (pipe: Pick<PipeTransform, 'transform'>, value: unknown, about: ArgumentMetadata) => {
    try {
      const made = (await pipe.transform(value, about)) as object;
      return [made.constructor, { ...made }];
    } catch (error) {
      return error instanceof DomainError ? [error.code, error.errors] : String(error);
    }
  };

  it.each<[ArgumentMetadata['type'], new () => object, unknown[]]>([
    ['param', IdPath, [{ id }, bare({ id }), { id: 'x' }, { id: [id] }, {}, { id, more: 1 }]],
    [
      'query',
      RehearsalQuery,
      [{}, bare({}), { dryRun: 'true' }, { dryRun: 'no' }, { other: '1' }, bare({ dryRun: ['true'] })],
    ],
    [
      'query',
      Page,
      [bare({}), { limit: '5' }, { limit: '5.0' }, { limit: '0' }, { cursor: 'x' }, { next: '1' }],
    ],
    [
      'body',
      Bet,
      [
        { stake },
        { stake: { ...stake, odd: 1 } },
        { stake, playerId: id },
        { stake, awardId: id },
        [],
        null,
        JSON.parse('{"__proto__":{"stake":1}}'),
      ],
    ],
  ])(
    'as a %s become what the rules make of them, and others are refused by them',
    async (type, metatype, values) => {
      for (const value of values) {
        const about = { type, metatype };
        expect([value, await outcome(ours, value, about)]).toEqual([
          value,
          await outcome(byRules, value, about),
        ]);
      }
      expect(await outcome(ours, values[0], { type, metatype })).toEqual([metatype, expect.anything()]);
    },
  );

  it('are read without the rules', async () => {
    const asked = jest.spyOn(ours, 'byRules');
    await ours.transform(bare({ id }), { type: 'param', metatype: IdPath });
    await ours.transform(bare({}), { type: 'query', metatype: RehearsalQuery });
    await ours.transform({ stake }, { type: 'body', metatype: Bet });
    expect(asked).not.toHaveBeenCalled();
  });
});
