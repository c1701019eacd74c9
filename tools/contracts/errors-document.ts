import * as contracts from '@croupier/contracts';
import { type ErrorRow } from '@croupier/kernel';
import { statusOf } from '@croupier/runtime';

/** docs/errors.md: every code, what it means and what to do about it. */
export function errorsDocument(): string {
  const tables = Object.entries(contracts)
    .filter(([name]) => /^[a-z]+Errors$/i.test(name))
    .map(([name, table]) => [name.replace(/Errors$/, ''), table as Record<string, ErrorRow>] as const)
    .sort(([a], [b]) => Number(b === 'common') - Number(a === 'common') || (a < b ? -1 : 1));
  return [
    '# Errors',
    '',
    'Every refusal has a stable `code`: over HTTP in a problem (RFC 9457), between services in the error body. Branch',
    'on the code, never on the text. **Again** says whether the same request, unchanged and with the same idempotency',
    'key, may pass later. Written by `npm run contracts`.',
    ...tables.flatMap(([name, table]) => section(name, table)),
    '',
  ].join('\n');
}

function section(name: string, table: Record<string, ErrorRow>): string[] {
  const title = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return [
    '',
    `## ${title}`,
    '',
    '<!-- prettier-ignore -->',
    '| code | status | what happened | what to do | again | who says it |',
    '|---|---|---|---|---|---|',
    ...Object.entries(table).map(([code, row]) => line(code, row, name === 'common')),
  ];
}

function line(code: string, row: ErrorRow, common: boolean): string {
  const from = contracts.asks
    .filter((ask) => ask.errors.includes(code))
    .map((ask) => `\`${ask.subject.split('.').slice(1, 3).join('.')}\``);
  const sources = common ? ['anyone', ...from] : from;
  const cells = [
    String(statusOf(code, row.kind)),
    row.message,
    row.remedy,
    row.retry === true ? 'yes' : 'no',
    sources.join(', '),
  ];
  return `| <a id="${code}"></a>\`${code}\` | ${cells.map((cell) => markdown(cell)).join(' | ')} |`;
}

function markdown(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
