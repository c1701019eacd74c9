import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';

const root = path.resolve(import.meta.dirname, '../..');
const rules = createRequire(import.meta.url)(path.join(root, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[];
  options: ICruiseOptions;
};

/** What each file below imports; a specifier that starts with a folder of the repository is made relative. */
type Tree = Record<string, readonly string[]>;

const places: string[] = [];
afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

function plant(tree: Tree): string {
  const place = realpathSync(mkdtempSync(path.join(tmpdir(), 'croupier-imports-')));
  places.push(place);
  for (const [file, imports] of Object.entries(tree)) {
    const target = path.join(place, file);
    const lines = imports.map((specifier) => {
      const [, keyword = '', name = ''] = /^(type )?(.*)$/.exec(specifier) ?? [];
      const own = /^(apps|libs|tools)\//.test(name);
      const relative = path.relative(path.dirname(file), name).replace(/\.ts$/, '.js');
      return `import ${keyword}{ x } from '${own ? (relative.startsWith('.') ? relative : `./${relative}`) : name}';`;
    });
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, `${lines.join('\n')}\nexport const y = x;\n`);
  }
  return place;
}

/** Names of the rules a tree breaks. */
async function broken(tree: Tree): Promise<string[]> {
  const baseDir = plant(tree);
  // The tree has no packages installed, and that is not what is tested.
  const forbidden = rules.forbidden.filter(({ name }) => name !== 'resolvable');
  const { tsConfig: _, ...options } = rules.options;
  const { output } = await cruise(Object.keys(tree), {
    ...options,
    baseDir,
    validate: true,
    ruleSet: { forbidden },
  } as ICruiseOptions);
  return [...new Set((output as ICruiseResult).summary.violations.map(({ rule }) => rule.name))].sort();
}

const lib = (name: string): string => `libs/${name}/src/index.ts`;
const leaf = (name: string): Tree => ({ [name]: [] });

describe('what may be imported', () => {
  it('an app built as the house builds them', async () => {
    const tree = {
      'apps/a/src/main.ts': [lib('runtime'), 'apps/a/src/service.ts'],
      'apps/a/src/service.ts': ['apps/a/src/a.module.ts'],
      'apps/a/src/a.module.ts': ['@nestjs/common', 'apps/a/src/f/f.controller.ts'],
      'apps/a/src/f/f.controller.ts': [
        lib('contracts'),
        '@nestjs/microservices',
        'apps/a/src/f/f.handler.ts',
      ],
      'apps/a/src/f/f.handler.ts': [lib('messaging'), 'apps/a/src/g/g.queries.ts', 'apps/a/src/g/rule.ts'],
      'apps/a/src/g/g.queries.ts': [lib('persistence'), 'typeorm', 'apps/a/src/g/g.entity.ts'],
      'apps/a/src/g/g.entity.ts': ['typeorm', lib('kernel')],
      'apps/a/src/g/rule.ts': [lib('kernel'), `type ${lib('persistence')}`, 'node:crypto'],
      'apps/a/src/g/rule.spec.ts': [
        lib('testing'),
        lib('embedded'),
        'apps/a/src/g/rule.ts',
        'apps/b/src/service.ts',
      ],
      'apps/b/src/service.ts': [],
      [lib('kernel')]: ['node:crypto'],
      [lib('contracts')]: [lib('kernel'), 'class-validator'],
      [lib('messaging')]: [lib('kernel'), lib('contracts'), '@nats-io/jetstream'],
      [lib('persistence')]: [lib('contracts'), 'typeorm'],
      [lib('runtime')]: [lib('messaging'), lib('persistence')],
      [lib('testing')]: [lib('runtime'), lib('embedded')],
      [lib('embedded')]: ['node:child_process'],
      'tools/t/main.ts': [lib('embedded'), 'apps/a/src/service.ts'],
    };
    expect(await broken(tree)).toEqual([]);
  });
});

describe('what may not', () => {
  it.each<[string, string, string, string[]]>([
    ['kernel and a package', lib('kernel'), 'class-validator', ['kernel-alone']],
    ['kernel and a lib', lib('kernel'), lib('contracts'), ['kernel-alone', 'lib-kernel']],
    ['contracts and Nest', lib('contracts'), '@nestjs/common', ['contracts-vendors']],
    ['contracts and another lib', lib('contracts'), lib('messaging'), ['lib-contracts']],
    ['messaging and persistence', lib('messaging'), lib('persistence'), ['lib-messaging']],
    ['persistence and messaging', lib('persistence'), lib('messaging'), ['lib-persistence']],
    ['observability and contracts', lib('observability'), lib('contracts'), ['lib-observability']],
    ['runtime and game-maths', lib('runtime'), lib('game-maths'), ['lib-runtime']],
    ['counting and runtime', lib('counting'), lib('runtime'), ['lib-counting']],
    ['embedded and kernel', lib('embedded'), lib('kernel'), ['lib-embedded']],
    ['game-maths and contracts', lib('game-maths'), lib('contracts'), ['lib-game-maths']],
    ['game-maths and a file', lib('game-maths'), 'node:fs', ['game-maths-pure']],
    ['a lib and an app', lib('persistence'), 'apps/a/src/x.config.ts', ['libs-below-apps']],
    ['an app and a tool', 'apps/a/src/x.config.ts', 'tools/t/main.ts', ['apps-not-tools']],
    ['two apps', 'apps/a/src/f/x.handler.ts', 'apps/b/src/service.ts', ['apps-apart']],
    [
      'an app and the inside of another',
      'apps/a/src/f/x.spec.ts',
      'apps/b/src/f/y.ts',
      ['apps-apart-in-specs'],
    ],
    ['an app and testing', 'apps/a/src/x.config.ts', lib('testing'), ['testing-only-in-tests']],
    ['a tool and testing', 'tools/t/main.ts', lib('testing'), ['testing-only-in-tests']],
    ['an app and embedded', 'apps/a/src/x.config.ts', lib('embedded'), ['embedded-for-tools']],
    [
      'gateway and persistence',
      'apps/gateway/src/f/x.controller.ts',
      lib('persistence'),
      ['gateway-stateless'],
    ],
    ['gateway and TypeORM', 'apps/gateway/src/f/x.service.ts', 'typeorm', ['gateway-stateless']],
    ['pure and Nest', 'apps/a/src/f/rule.ts', '@nestjs/common', ['pure-files']],
    ['pure and TypeORM', 'apps/a/src/f/rule.ts', 'typeorm', ['pure-files']],
    ['pure and messaging', 'apps/a/src/rule.ts', lib('messaging'), ['pure-files']],
    ['pure and a file', 'apps/a/src/f/rule.ts', 'node:fs/promises', ['pure-files']],
    [
      'a controller and a row',
      'apps/a/src/f/f.controller.ts',
      'apps/a/src/f/f.entity.ts',
      ['entry-without-logic'],
    ],
    [
      'an entity and a service',
      'apps/a/src/f/f.entity.ts',
      'apps/a/src/f/f.service.ts',
      ['entity-knows-no-service'],
    ],
    [
      'two features',
      'apps/a/src/f/f.handler.ts',
      'apps/a/src/g/g.handler.ts',
      ['features-meet-in-the-domain'],
    ],
    ['a file and a spec', 'apps/a/src/f/f.handler.ts', 'apps/a/src/f/f.spec.ts', ['specs-are-leaves']],
  ])('%s', async (_, from, to, expected) => {
    const own = /^(apps|libs|tools)\//.test(to);
    expect(await broken({ [from]: [to], ...(own ? leaf(to) : {}) })).toEqual(expected);
  });

  it('a circle', async () => {
    const [a, b] = ['apps/a/src/f/one.ts', 'apps/a/src/f/two.ts'];
    expect(await broken({ [a]: [b], [b]: [`type ${a}`] })).toEqual(['no-cycle']);
  });
});
