import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');
const left = new Set(['node_modules', 'dist', '.croupier', '.git', 'coverage']);
const boundMs = 240_000;
const written = [
  'apps/loyalty-points',
  'libs/contracts',
  'docs/errors.md',
  'docs/service-map.md',
  'nest-cli.json',
];
const ownSpec = ['--selectProjects', 'int', '--testPathPatterns', 'apps/loyalty-points'];

interface Ended {
  code: number;
  output: string;
}

/** A copy of the repository in which an app may be made. */
describe('npm run new-app', () => {
  let clone: string;

  beforeAll(() => {
    clone = realpathSync(mkdtempSync(path.join(tmpdir(), 'croupier-new-app-')));
    // PostgreSQL may have to run as another user, who must be able to enter.
    chmodSync(clone, 0o755);
    cpSync(root, clone, { recursive: true, filter: (source) => !left.has(path.basename(source)) });
    symlinkSync(realpathSync(path.join(root, 'node_modules')), path.join(clone, 'node_modules'));
  });

  afterAll(() => rmSync(clone, { recursive: true, force: true }));

  function node(...args: string[]): Promise<Ended> {
    return new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: clone, timeout: boundMs }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : 1, output: stdout + stderr });
      });
    });
  }

  const newApp = (...args: string[]): Promise<Ended> => node('tools/bootstrap.mjs', 'new-app', ...args);

  /** Every file of the clone with a digest of its contents. */
  function contents(): string[] {
    return readdirSync(clone, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !left.has(path.relative(clone, file).split(path.sep)[0] ?? ''))
      .map((file) => `${file} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`)
      .sort();
  }

  it.each([['wallet'], ['deposit']])(
    'refuses the name %j and changes nothing',
    async (name) => {
      const before = contents();
      const { code, output } = await newApp(name);
      expect(code).toBe(1);
      expect(output).toMatch(/✗ .*(is taken|would declare)/);
      expect(contents()).toEqual(before);
    },
    boundMs,
  );

  it(
    'leaves nothing behind if the app cannot be built',
    async () => {
      const cli = path.join(clone, 'tools/contracts/main.ts');
      const sound = readFileSync(cli, 'utf8');
      // Builds, so that new-app itself runs, and fails when the new app's contracts are to be written.
      writeFileSync(cli, `throw new Error('planted fault');\n`);
      const before = contents();
      const { code, output } = await newApp('loyalty-points');
      expect(output).toContain('planted fault');
      expect(output).toContain('Everything was put back');
      expect(code).toBe(1);
      expect(contents()).toEqual(before);
      writeFileSync(cli, sound);
    },
    boundMs,
  );

  it(
    'makes an app that compiles, is tidy, keeps the import rules and passes its own spec',
    async () => {
      expect(await newApp('loyalty-points')).toMatchObject({ code: 0 });
      const [types, format, tidy, spec] = await Promise.all([
        node('node_modules/typescript7/bin/tsc', '--noEmit', '-p', 'tsconfig.json'),
        node('node_modules/prettier/bin/prettier.cjs', '--check', ...written),
        node('dist/tools/tidy/main.js'),
        node('--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...ownSpec),
      ]);
      expect(own(types.output)).toEqual([]);
      expect(format).toMatchObject({ code: 0 });
      expect(own(tidy.output)).toEqual([]);
      expect(spec.output).toContain('3 passed, 3 total');
      expect(spec.code).toBe(0);
    },
    boundMs,
  );
});

/** What a tool says of the new app; the rest of the tree is judged elsewhere. */
function own(output: string): string[] {
  return output.split('\n').filter((line) => /loyalty|LoyaltyPoints/i.test(line));
}
