import { commonError, errorCatalogue, gamesError, walletError } from '@croupier/contracts';
import { NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { problemOf, refusalOf, retryAfterSeconds, statusOf } from './problem.js';

describe('problemOf', () => {
  it('says what, where and what to do', () => {
    const errors = [
      { field: 'stake.amount', code: 'not_an_integer', message: 'amount must be an integer number' },
    ];
    const problem = problemOf(commonError('invalid_request', { errors }), '/v1/deposits', 'abc');
    expect(problem).toMatchObject({
      type: '/docs/errors#invalid_request',
      status: 400,
      code: 'invalid_request',
      instance: '/v1/deposits',
      traceId: 'abc',
      errors: [{ pointer: '/stake/amount', code: 'not_an_integer' }],
    });
    expect(problem.remedy).not.toBe('');
  });

  it('tells nothing of a bug but that there is one', () => {
    const problem = problemOf(refusalOf(new Error('password=hunter2')), '/v1/me', 'abc');
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  it('translates what the HTTP server itself throws', () => {
    expect(refusalOf(new NotFoundException()).code).toBe('not_found');
    expect(refusalOf(Object.assign(new Error('x'), { statusCode: 413 })).code).toBe('payload_too_large');
    expect(refusalOf(Object.assign(new Error('x'), { statusCode: 415 })).code).toBe('unsupported_media_type');
    expect(refusalOf('a text').code).toBe('internal');
  });
});

describe('statusOf', () => {
  it.each([
    ['idempotency_key_reused', 422],
    ['rate_limited', 429],
    ['stake_above_cap', 403],
    ['round_too_soon', 409],
    ['service_unavailable', 503],
    ['insufficient_funds', 409],
  ])('%s is %i', (code, status) => {
    expect(statusOf(code, errorCatalogue[code]!.kind)).toBe(status);
  });

  it('gives no refusal a success', () => {
    for (const [code, row] of Object.entries(errorCatalogue))
      expect(statusOf(code, row.kind)).toBeGreaterThanOrEqual(400);
  });
});

describe('retryAfterSeconds', () => {
  it('is whole seconds, at least one, and only where a retry can pass', () => {
    expect(retryAfterSeconds(walletError('round_too_soon', { retryAfterMs: 1 }))).toBe(1);
    expect(retryAfterSeconds(walletError('round_too_soon', { retryAfterMs: 2400 }))).toBe(3);
    expect(retryAfterSeconds(commonError('service_unavailable'))).toBe(1);
    expect(retryAfterSeconds(gamesError('stake_above_cap'))).toBeUndefined();
  });
});
