import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { editCatalogue, editIndex, editNestCli } from './contract-edits.js';
import { snapshot, write } from './create-app.js';
import { namesOf } from './names.js';

describe('namesOf', () => {
  it('writes a name in its ways', () => {
    expect(namesOf('loyalty-points')).toEqual({ kebab: 'loyalty-points', pascal: 'LoyaltyPoints' });
  });

  it.each([
    undefined,
    '',
    'ab',
    'Loyalty',
    'loyalty_points',
    '-loyalty',
    'loyalty-',
    'a--b',
    'x2',
    '../x',
    'x'.repeat(31),
    'postgres',
    'runtime',
  ])('refuses %j', (name) => {
    expect(() => namesOf(name)).toThrow();
  });
});

const names = namesOf('loyalty-points');
const catalogue = `import { type AskContract } from '@croupier/kernel';
import { commonErrors } from './errors.js';
import { readGame } from './games/catalogue.js';
import {
  depositCredited,
  roundSettled,
} from './wallet/facts.js';

const gamesAsks = [readGame];

export const asks: readonly AnyAsk[] = [
  ...gamesAsks,
  listClocks,
];

export const facts: readonly AnyFact[] = [
  roundSettled,
];

/** The map. */
export const services: Readonly<Record<string, ServiceDeclaration>> = {
  gateway: {
    asks: [],
  },
};
`;

describe('the edits of the contracts', () => {
  it('put the import in its place and the ask and the service at the ends of their lists', () => {
    const edited = editCatalogue(catalogue, names);
    expect(edited).toContain(
      `catalogue.js';\nimport { readLoyaltyPointsStatus } from './loyalty-points/status.js';\nimport {\n`,
    );
    expect(edited).toContain('  listClocks,\n  readLoyaltyPointsStatus,\n];');
    expect(edited).toContain(`  'loyalty-points': { asks: [], consumes: [], watches: [] },\n};`);
    expect(edited.length).toBeGreaterThan(catalogue.length);
  });

  it('put an export last if its name is the last', () => {
    const index = `import 'x';\nexport * from './schema.js';\nexport * from './wallet/facts.js';\n`;
    expect(editIndex(index, namesOf('zebra'))).toBe(`${index}export * from './zebra/status.js';\n`);
    expect(editIndex(index, names)).toContain(
      `loyalty-points/status.js';\nexport * from './wallet/facts.js';`,
    );
  });

  it.each(['export const asks', 'export const services'])('fail where %s is not found', (anchor) => {
    expect(() => editCatalogue(catalogue.replace(anchor, 'const other'), names)).toThrow('found no');
  });

  it('add a project and keep the others', () => {
    const cli = JSON.parse(
      editNestCli('{"monorepo":true,"projects":{"a":{"root":"apps/a"}}}', names),
    ) as object;
    expect(cli).toMatchObject({
      monorepo: true,
      projects: {
        a: { root: 'apps/a' },
        'loyalty-points': { type: 'application', root: 'apps/loyalty-points' },
      },
    });
  });
});

describe('snapshot', () => {
  it('puts back what was changed and removes what was added, folders too', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'croupier-undo-'));
    mkdirSync(path.join(root, 'kept'));
    writeFileSync(path.join(root, 'kept/a.txt'), 'before');
    const plan = new Map([
      ['kept/a.txt', 'after'],
      ['new/deep/b.txt', 'x'],
    ]);
    const undo = snapshot(root, [...plan.keys(), 'never-written.txt']);
    write(root, plan);
    expect(existsSync(path.join(root, 'new/deep/b.txt'))).toBe(true);
    undo();
    expect(readFileSync(path.join(root, 'kept/a.txt'), 'utf8')).toBe('before');
    expect(existsSync(path.join(root, 'new'))).toBe(false);
    rmSync(root, { recursive: true });
  });
});
