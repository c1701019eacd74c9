'use strict';

/** Specs and what only they use: they may import what production code may not. */
const SPECS = '\\.spec\\.ts$|^(apps|libs|tools|examples)/[^/]+/test/|^e2e/';

/** A package, as it looks resolved and as it looks where it is not installed. */
const packages = (...names) => `(^|node_modules/|node_modules/@types/)(${names.join('|')})(/|$)`;

const libs = (...names) => `^libs/(${names.join('|')})/`;
const libsBut = (...names) => `^libs/(?!(${names.join('|')})/)`;

/** Files of an app that are neither domain nor named by a suffix: they wire, or they are migrations. */
const WIRING = '^apps/[^/]+/src/(main|service|data-source)\\.ts$|/migrations/';
const PURE = '^apps/[^/]+/src/.*/[^/.]+\\.ts$|^apps/[^/]+/src/[^/.]+\\.ts$';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** `lib` may import the libs named and no other; specs are free. */
const layer = (lib, ...allowed) =>
  forbid(
    `lib-${lib}`,
    `${lib} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other lib'}`,
    { path: libs(lib), pathNot: SPECS },
    { path: libsBut(lib, ...allowed) },
  );

module.exports = {
  forbidden: [
    forbid('no-cycle', 'files in a circle cannot be understood one by one', {}, { circular: true }),
    forbid('resolvable', 'every import exists', {}, { couldNotResolve: true }),

    layer('kernel'),
    forbid(
      'kernel-alone',
      'kernel imports nothing but node:crypto',
      { path: libs('kernel'), pathNot: SPECS },
      { pathNot: '^libs/kernel/|^(node:)?crypto$' },
    ),
    layer('contracts', 'kernel'),
    forbid(
      'contracts-vendors',
      'contracts import kernel, class-validator, class-transformer and reflect-metadata',
      { path: libs('contracts'), pathNot: SPECS },
      { pathNot: `^libs/|${packages('class-validator', 'class-transformer', 'reflect-metadata')}` },
    ),
    layer('game-maths', 'kernel'),
    forbid(
      'game-maths-pure',
      'game maths do no I/O: no package, no part of Node but node:crypto',
      { path: libs('game-maths'), pathNot: SPECS },
      { pathNot: '^libs/|^(node:)?crypto$' },
    ),
    layer('counting', 'kernel', 'game-maths'),
    layer('messaging', 'kernel', 'contracts'),
    layer('persistence', 'kernel', 'contracts'),
    layer('observability', 'kernel'),
    layer('runtime', 'kernel', 'contracts', 'messaging', 'persistence', 'observability'),
    layer('embedded'),
    layer('sdk'),
    forbid(
      'sdk-vendors',
      'the SDK runs in browsers: openapi-fetch and nothing else',
      { path: libs('sdk'), pathNot: SPECS },
      { pathNot: `^libs/sdk/|${packages('openapi-fetch')}` },
    ),
    forbid(
      'web-on-the-sdk',
      'a web client knows the platform by its SDK alone; pay tables are made by one file without imports',
      { path: '^web/', pathNot: `${SPECS}|^web/lobby/src/verifier/` },
      {
        path: '^(apps|tools|libs/(?!sdk/))',
        pathNot: '^libs/game-maths/src/slots/pay-table\\.ts$',
      },
    ),
    forbid(
      'verifier-on-the-maths',
      'the page that checks rounds is the maths and asks nobody: neither the platform nor its SDK',
      { path: '^web/lobby/src/verifier/', pathNot: SPECS },
      { path: '^(apps|tools|libs/(?!game-maths/))|^web/lobby/src/api/' },
    ),
    forbid(
      'web-is-a-leaf',
      'nothing imports a web client',
      { path: '^(apps|libs|tools)/' },
      { path: '^web/' },
    ),

    forbid(
      'libs-below-apps',
      'a lib knows no app and no tool',
      { path: '^libs/', pathNot: SPECS },
      { path: '^(apps|tools|bench|chaos)/' },
    ),
    forbid(
      'apps-not-tools',
      'an app needs no tool',
      { path: '^apps/', pathNot: SPECS },
      { path: '^(tools|bench|chaos)/' },
    ),
    forbid(
      'apps-apart',
      'apps meet through contracts, never through imports',
      { path: '^apps/([^/]+)/', pathNot: SPECS },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    forbid(
      'apps-apart-in-specs',
      'a spec may start another app (its service.ts) and use its test/ folder, nothing else of it',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/|^apps/[^/]+/src/service\\.ts$|^apps/[^/]+/test/' },
    ),
    forbid(
      'testing-only-in-tests',
      'libs/testing is for specs, test/ and e2e/, and for the tools that prove the same at length',
      { path: '.', pathNot: `${SPECS}|^libs/testing/|^(bench|chaos)/|^tools/rolling/` },
      { path: libs('testing') },
    ),
    forbid(
      'embedded-for-tools',
      'only tools and tests start servers',
      { path: '^(apps|libs)/', pathNot: `${SPECS}|^libs/(embedded|testing)/` },
      { path: libs('embedded') },
    ),
    forbid(
      'gateway-stateless',
      'the gateway keeps no state',
      { path: '^apps/gateway/' },
      { path: `${libs('persistence')}|${packages('typeorm', 'pg')}` },
    ),
    forbid('specs-are-leaves', 'nothing imports a spec', {}, { path: '\\.spec\\.ts$' }),

    forbid(
      'pure-files',
      'a file without suffix is pure domain: no Nest, no TypeORM, no lib that does I/O, no part of Node but node:crypto',
      { path: PURE, pathNot: WIRING },
      {
        path: `${packages('@nestjs', 'typeorm', 'pg', 'fastify', '@nats-io', 'rxjs')}|${libs('counting', 'messaging', 'persistence', 'runtime', 'observability')}|^(node:)?(fs|net|http|https|child_process|timers|worker_threads)(/|$)`,
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'entry-without-logic',
      'a controller or consumer hands on: it reads no rows',
      { path: '^apps/[^/]+/src/.+\\.controller\\.ts$' },
      { path: `\\.entity\\.ts$|${packages('typeorm')}` },
    ),
    forbid(
      'entity-knows-no-service',
      'an entity is a row: kernel, columns and other rows',
      { path: '^apps/[^/]+/src/.+\\.entity\\.ts$' },
      {
        path: `\\.(handler|queries|service|process|controller|consumer|client|module)\\.ts$|${packages('@nestjs')}`,
      },
    ),
    forbid(
      'features-meet-in-the-domain',
      "a feature uses a sibling's pure files, entities, queries and services, never its entries or handlers",
      { path: '^apps/([^/]+)/src/([^/]+)/', pathNot: SPECS },
      { path: '^apps/$1/src/[^/]+/.+\\.(handler|controller|consumer)\\.ts$', pathNot: '^apps/$1/src/$2/' },
    ),
    forbid(
      'no-dev-dependency',
      'what runs in production is a dependency, not a devDependency',
      { path: '^(apps|libs)/', pathNot: `${SPECS}|^libs/(testing|embedded)/` },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.croupier|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
