import { beforeEach, describe, expect, it } from '@jest/globals';
import { createLog, type Log } from './logger.js';

const name = 'Wilhelmina Canary';
const email = 'canary@example.test';
const card = '4111 1111 1111 1111';

/** As TypeORM throws it: the statement, its values and what the server said hang on the error. */
function databaseError(): Error {
  const said = { detail: `Key (email)=(${email}) already exists.`, where: `COPY line 1: ${name}` };
  const server = Object.assign(new Error(`invalid input syntax for type uuid: "${name}"`), said);
  return Object.assign(new Error(server.message), {
    ...{ name: 'QueryFailedError', query: 'INSERT INTO players VALUES ($1, $2)', parameters: [name, email] },
    ...{ driverError: server, code: '22P02', constraint: 'players_email_key', table: 'players', ...said },
  });
}

describe('the log', () => {
  let lines: Record<string, unknown>[];
  let log: Log;

  beforeEach(() => {
    lines = [];
    log = createLog(
      { service: 'profile', level: 'info', format: 'json' },
      { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
    );
  });

  const parserError = (): Error => {
    try {
      JSON.parse(`{"name": ${name}}`);
    } catch (error) {
      return error as Error;
    }
    throw new Error('it was JSON');
  };

  it.each([
    ['of a database', databaseError()],
    ['of a parser', parserError()],
    ['that names an address', new Error(`no such mailbox: ${email}`)],
    ['with a number of a card', new RangeError(`out of range: ${card}`)],
    ['with a quotation within one', new Error(`near 'O'Brien ${name}'`)],
    ['with an open quotation', new Error(`near "${name}`)],
    ['behind another', new Error('could not', { cause: databaseError() })],
    ['of several', new AggregateError([databaseError()], 'all failed')],
    ['that is none', `value "${name}"`],
  ])('keeps no value of an error %s', (_, error) => {
    log.error({ err: error }, 'failed');
    for (const key of ['error', 'reason', 'cause']) log.warn({ [key]: error }, 'failed');
    log.warn({ error: String(error) }, 'failed');
    expect(lines).toHaveLength(5);
    for (const line of lines)
      for (const part of [name, 'Canary', email, '1111']) expect(JSON.stringify(line)).not.toContain(part);
  });

  it('keeps what helps: which error, its code, the names of our things, and where', () => {
    log.error({ err: databaseError() }, 'failed');
    expect(lines[0]?.['err']).toMatchObject({
      ...{ type: 'QueryFailedError', code: '22P02', constraint: 'players_email_key', table: 'players' },
      ...{
        message: 'invalid input syntax for type uuid: …',
        stack: expect.stringMatching(/^ +at .*logger\.spec/),
      },
    });
    log.warn({ error: new TypeError("it doesn't answer") }, 'waits');
    expect(lines[1]?.['error']).toBe("TypeError: it doesn't answer");
  });

  it('keeps the words of our own refusals', () => {
    const refusal = Object.assign(new Error('The stake is "too high".'), {
      ...{ name: 'DomainError', code: 'stake_too_high', field: 'stake.amount', kind: 'limit' },
    });
    log.error({ err: refusal }, 'failed');
    expect(lines[0]?.['err']).toMatchObject({ code: 'stake_too_high', message: 'The stake is "too high".' });
  });

  it('keeps no secret by name', () => {
    log.info({ password: name, player: { email, accessToken: name } }, 'odd');
    expect(JSON.stringify(lines)).not.toMatch(/anary/);
  });
});
