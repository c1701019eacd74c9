import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findingsIn, print, tidy } from './tidy.js';

const root = '/builds/of/somebody';

/** Rules broken by one file, `rule` or `rule:line`. */
function broken(file: string, ...lines: string[]): string[] {
  const nest = { path: 'nest-cli.json', text: '{"projects":{}}' };
  return findingsIn([nest, { path: file, text: `${lines.join('\n')}\n` }], root)
    .filter(({ rule }) => rule !== 'app-shape')
    .map(({ rule, line, warning }) => `${warning ? '?' : ''}${rule}${line === undefined ? '' : `:${line}`}`);
}

describe('tidy', () => {
  it('finds nothing in this repository', () => {
    const findings = tidy(path.resolve(import.meta.dirname, '../..'));
    expect(findings.filter(({ warning }) => !warning).map(print)).toEqual([]);
  });
});

describe('sizes', () => {
  const lines = (count: number): string[] => Array.from({ length: count }, () => 'x();');

  it.each([
    [300, []],
    [301, ['?size']],
    [600, ['?size']],
    [601, ['size']],
  ])('%d lines', (count, expected) => {
    expect(broken('libs/x/src/x.ts', ...lines(count))).toEqual(expected);
  });

  it('a text may be long', () => {
    expect(broken('docs/x.md', ...lines(700))).toEqual([]);
  });

  it('more than twelve files in a feature folder', () => {
    const files = Array.from({ length: 13 }, (_, n) => ({ path: `apps/x/src/y/n${n}.ts`, text: '' }));
    expect(findingsIn(files, root).map(({ rule }) => rule)).toContain('folder-size');
    expect(findingsIn(files.slice(1), root).map(({ rule }) => rule)).not.toContain('folder-size');
  });
});

describe('suffixes', () => {
  it.each([
    'posting.ts',
    'settle-round.handler.ts',
    'project.sql.ts',
    'x.int.spec.ts',
    '1763900000000-ledger.ts',
  ])('%s is of the house', (name) => {
    expect(broken(`apps/wallet/src/ledger/${name}`)).toEqual([]);
  });

  it.each(['wallet.helper.ts', 'wallet.dto.ts', 'wallet.utils.ts', 'x.unit.spec.ts', 'x.repository.ts'])(
    '%s is not',
    (name) => {
      expect(broken(`apps/wallet/src/ledger/${name}`)).toEqual(['suffix']);
    },
  );
});

describe('subjects', () => {
  const file = 'apps/x/src/y/y.controller.ts';

  it.each([
    `@MessagePattern('rpc.wallet.read-wallet.v1')`,
    '@MessagePattern(`rpc.wallet.${verb}.v1`)',
    '@EventPattern<string>("evt.wallet.round.settled.v1")',
    '@MessagePattern(SUBJECT)',
    `await bus.ask({ subject: 'rpc.wallet.read-wallet.v1' }, {});`,
  ])('refuses %s', (line) => {
    expect(broken(file, line)).toContain('subject:1');
  });

  it.each([
    '@MessagePattern(readWallet.subject)',
    '@EventPattern<string>(roundSettled.subject)',
    '// see rpc.wallet.read-wallet.v1',
  ])('accepts %s', (line) => {
    expect(broken(file, line)).toEqual([]);
  });

  it('lets a declaration and a spec name one', () => {
    const line = `const subject = 'rpc.wallet.read-wallet.v1';`;
    expect(broken('libs/contracts/src/wallet/account.ts', line)).toEqual([]);
    expect(broken('apps/x/src/y/y.int.spec.ts', line)).toEqual([]);
  });
});

describe('settings', () => {
  it.each([`process.env['HOME']`, 'process.env.HOME', `process['env']`, 'process?.env', 'loadEnvFile()'])(
    'refuses %s in an app',
    (code) => {
      expect(broken('apps/x/src/x.config.ts', '', `const home = ${code};`)).toEqual(['environment:2']);
    },
  );

  it.each([
    'libs/runtime/src/config.ts',
    'libs/testing/src/x.ts',
    'tools/launch/x.ts',
    'apps/x/src/y.spec.ts',
  ])('accepts them in %s', (file) => {
    expect(broken(file, 'const home = process.env.HOME;')).toEqual([]);
  });

  it('does not mind a comment', () => {
    expect(broken('apps/x/src/y.ts', '/**', ' * Never reads process.env.', ' */', '// process.env')).toEqual(
      [],
    );
  });
});

describe('money', () => {
  it.each([
    'const amount = parseFloat(text);',
    'const text = value.toFixed(2);',
    'const pounds = pence / 100;',
    'const half = stake.amount / 2;',
    'const tax = amountMinor * 0.21;',
    'const share = (bonus + payout) / players;',
  ])('refuses %s', (line) => {
    expect(broken('apps/x/src/y.ts', line)).toEqual(['float-money:1']);
  });

  it.each([
    'const seconds = ms / 1000;',
    'const total = amount * 3;',
    'const kind = amountKind; // a / b',
    'const route = `payouts/${id}`;',
  ])('accepts %s', (line) => {
    expect(broken('apps/x/src/y.ts', line)).toEqual([]);
  });

  it('leaves the one place alone that prints money', () => {
    expect(broken('libs/kernel/src/money.ts', 'x = amount / 100;')).toEqual([]);
  });
});

describe('words', () => {
  const backwards = (text: string): string => [...text].reverse().join('');

  it('refuses a folder of the machine and a package registry', () => {
    expect(broken('docs/x.md', `see ${root}/notes`)).toEqual(['words:1']);
    expect(broken('docs/x.md', `from https://${backwards('yrtsiger')}.example.com/x`)).toEqual(['words:1']);
    expect(broken('package-lock.json', `"${backwards('devloser')}": "https://example.org/x.tgz"`)).toEqual([
      'words:1',
    ]);
  });

  it('wants an issue for what is to be done', () => {
    expect(broken('tools/x.ts', `// ${backwards('ODOT')} later`)).toEqual(['todo:1']);
    expect(broken('tools/x.ts', `// ${backwards('ODOT')}(#12) later`)).toEqual([]);
  });
});

describe('the shape of an app', () => {
  const wanted = [
    'README.md',
    'tsconfig.app.json',
    'src/main.ts',
    'src/service.ts',
    'src/a.module.ts',
    'src/a.config.ts',
    'src/b.spec.ts',
  ];
  const nest = { path: 'nest-cli.json', text: '{"projects":{"a":{}}}' };
  const whole = [nest, ...wanted.map((file) => ({ path: `apps/a/${file}`, text: '' }))];
  const shapes = (files: typeof whole): string[] => findingsIn(files, root).map(print);

  it('is whole', () => {
    expect(shapes(whole)).toEqual([]);
  });

  it.each(wanted)('lacks %s', (file) => {
    expect(shapes(whole.filter(({ path: name }) => name !== `apps/a/${file}`))).toHaveLength(1);
  });

  it('is not known to the build', () => {
    expect(shapes([{ ...nest, text: '{"projects":{}}' }, ...whole.slice(1)])).toEqual([
      'apps/a  app-shape  is not a project of nest-cli.json',
    ]);
  });

  it('has a README longer than a screen', () => {
    const long = { path: 'apps/a/README.md', text: 'x\n'.repeat(61) };
    expect(shapes([...whole.filter(({ path: name }) => name !== long.path), long])).toEqual([
      'apps/a/README.md  app-shape  61 lines; one screen is 60',
    ]);
  });
});
