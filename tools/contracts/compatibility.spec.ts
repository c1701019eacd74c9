import { type JsonSchema } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { schemaFaults, subjectFaults } from './compatibility.js';

const form = {
  type: 'object',
  required: ['id', 'kind', 'amount'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    kind: { type: 'string', enum: ['stake', 'payout'] },
    amount: { type: 'integer', minimum: 0, maximum: 100 },
    note: { type: 'string', minLength: 1, maxLength: 60, pattern: '^[a-z]+$' },
    money: { $ref: 'MoneyAmount.json' },
    lines: { type: 'array', maxItems: 10, items: { type: 'integer', minimum: 1, maximum: 9 } },
  },
} satisfies JsonSchema;

type Members = Record<string, JsonSchema>;

/** The form with other members, or others that must be there. */
function changed(members: (of: Members) => Members, required: string[] = form.required): JsonSchema {
  return { ...form, required, properties: members(structuredClone(form.properties) as Members) };
}

const amount = (bounds: JsonSchema) => changed((of) => ({ ...of, amount: { ...of['amount'], ...bounds } }));
const note = (bounds: JsonSchema) => changed((of) => ({ ...of, note: { ...of['note'], ...bounds } }));

describe('what breaks with a message as it was told', () => {
  it.each<[string, JsonSchema, string]>([
    ['a member is gone', changed(({ note: _, ...rest }) => rest), 'M.note is gone'],
    [
      'a new one must be sent',
      changed((of) => ({ ...of, extra: {} }), [...form.required, 'extra']),
      'M.extra must be sent now',
    ],
    ['an old one must be sent', changed((of) => of, [...form.required, 'note']), 'M.note must be sent now'],
    ['one may be absent', changed((of) => of, ['id', 'kind']), 'M.amount may be absent now'],
    ['another type', amount({ type: 'string' }), 'M.amount: type "integer" → "string"'],
    ['another format', changed((of) => ({ ...of, id: { type: 'string' } })), 'M.id: format "uuid" → nothing'],
    ['a higher floor', amount({ minimum: 1 }), 'M.amount: minimum 0 → 1'],
    ['a lower ceiling', amount({ maximum: 50 }), 'M.amount: maximum 100 → 50'],
    ['a longer shortest text', note({ minLength: 2 }), 'M.note: minLength 1 → 2'],
    ['a shorter longest text', note({ maxLength: 20 }), 'M.note: maxLength 60 → 20'],
    ['another pattern', note({ pattern: '^[a-f]+$' }), 'M.note: pattern "^[a-z]+$" → "^[a-f]+$"'],
    [
      'a choice less',
      changed((of) => ({ ...of, kind: { type: 'string', enum: ['stake'] } })),
      'M.kind: "payout" is no choice any more',
    ],
    ['choices for what was free', note({ enum: ['a'] }), 'M.note: enum nothing → ["a"]'],
    [
      'another message within',
      changed((of) => ({ ...of, money: { $ref: 'PositiveAmount.json' } })),
      'M.money: $ref "MoneyAmount.json" → "PositiveAmount.json"',
    ],
    [
      'a shorter list',
      changed((of) => ({ ...of, lines: { ...of['lines'], maxItems: 5 } })),
      'M.lines: maxItems 10 → 5',
    ],
    [
      'a narrower item',
      changed((of) => ({
        ...of,
        lines: { ...of['lines'], items: { type: 'integer', minimum: 1, maximum: 5 } },
      })),
      'M.lines[]: maximum 9 → 5',
    ],
  ])('%s', (_, after, fault) => {
    const faults = schemaFaults('M', form, after);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it.each<[string, JsonSchema]>([
    ['nothing changed', form],
    ['a member more that nobody must send', changed((of) => ({ ...of, extra: { type: 'boolean' } }))],
    ['wider bounds', amount({ minimum: -5, maximum: 1000 })],
    ['no bound', changed((of) => ({ ...of, amount: { type: 'integer' } }))],
    ['no pattern', changed((of) => ({ ...of, note: { type: 'string', minLength: 1, maxLength: 60 } }))],
    [
      'a choice more',
      changed((of) => ({ ...of, kind: { type: 'string', enum: ['payout', 'stake', 'win'] } })),
    ],
    ['another description', changed((of) => ({ ...of, id: { ...of['id'], description: 'The id.' } }))],
  ])('and what does not: %s', (_, after) => {
    expect(schemaFaults('M', form, after)).toEqual([]);
  });

  it('subjects that are gone, that speak of something else, or may not be repeated any more', () => {
    const ask = { request: 'A', reply: 'B', idempotent: true };
    const before = {
      asks: { 'rpc.x.a.v1': ask, 'rpc.x.b.v1': ask },
      facts: { 'evt.x.y.z.v1': { payload: 'P' } },
    };
    expect(subjectFaults(before, before)).toEqual([]);
    const more = { ...before, asks: { ...before.asks, 'rpc.x.c.v1': ask } };
    expect(subjectFaults(before, more)).toEqual([]);
    expect(subjectFaults(before, { asks: {}, facts: {} })).toEqual([
      ...[
        'rpc.x.a.v1 is answered no longer',
        'rpc.x.b.v1 is answered no longer',
        'evt.x.y.z.v1 is told no longer',
      ],
    ]);
    const other = { 'rpc.x.a.v1': { request: 'C', reply: 'D', idempotent: false }, 'rpc.x.b.v1': ask };
    expect(subjectFaults(before, { asks: other, facts: { 'evt.x.y.z.v1': { payload: 'Q' } } })).toEqual([
      'rpc.x.a.v1 takes C, which was A',
      'rpc.x.a.v1 answers D, which was B',
      'rpc.x.a.v1 must not be repeated any more: callers do',
      'evt.x.y.z.v1 tells Q, which was P',
    ]);
  });
});
