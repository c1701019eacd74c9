import type { DefinitionFault } from '../definition-error.js';
import { Faults, kebab, show } from '../faults.js';
import { checkOdds, highestOf, type Odds } from '../odds.js';
import { checkPublished } from '../published-checks.js';
import { checkHead, checkStakes } from '../table-limits.js';
import { lineKinds, numberKinds, oddsKinds, points, restingKinds } from './kinds.js';

const members = [
  'kind',
  'id',
  'version',
  'name',
  'line',
  'bar',
  'odds?',
  'place?',
  'buy?',
  'lay?',
  'hard?',
  'oneRoll?',
  'offOnComeOut',
  'chips',
  'limits',
  'rules',
  'rtp',
  'minimumCycleMs?',
];
const pairs = [4, 6, 8, 10];
const totals = Array.from({ length: 11 }, (_, index) => index + 2);
const named: readonly string[] = [...lineKinds, ...oddsKinds, ...numberKinds];

/** Every fault of a definition of craps, in the order of its members; none if it can be played. */
export function checkCraps(json: unknown): readonly DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, members);
  if (root === undefined) return faults.found;
  checkHead(faults, root, 'craps');
  const line = faults.object(
    'line',
    root['line'],
    lineKinds.map((kind) => `${kind}?`),
  );
  const lines = Object.keys(line ?? {}).filter((kind) => named.includes(kind));
  const { bar } = root;
  if (bar !== undefined && bar !== 2 && bar !== 3 && bar !== 12) {
    faults.add('bar', `is ${show(bar)}; give 2, 3 or 12`);
  }
  const odds: Odds[] = [
    ...oddsIn(faults, 'line', line ?? {}),
    ...checkPointOdds(faults, root['odds']),
    ...checkNumbers(faults, 'place', root['place'], points),
    ...checkNumbers(faults, 'buy', root['buy'], points),
    ...checkNumbers(faults, 'lay', root['lay'], points),
    ...checkNumbers(faults, 'hard', root['hard'], pairs),
    ...checkOneRoll(faults, root['oneRoll']),
  ];
  checkOff(faults, root['offOnComeOut']);
  const bets = [
    ...lines,
    ...(root['odds'] === undefined
      ? []
      : oddsKinds.filter((kind) => lines.includes(kind.replace('-odds', '')))),
    ...numberKinds.filter((kind) => root[kind] !== undefined),
    ...Object.keys(faults.map('oneRoll', root['oneRoll']) ?? {}),
  ];
  if (bets.length === 0) faults.add('line', 'is empty and nothing else is offered; offer a bet');
  // Each bet is a multiple of what its own odds need, so that the step need not fit all of them at once.
  checkStakes(faults, root, { bets, highestPay: highestOf(odds), divisor: 1 });
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

function oddsIn(faults: Faults, path: string, table: Readonly<Record<string, unknown>>): Odds[] {
  return Object.entries(table).flatMap(([key, value]) => checkOdds(faults, `${path}.${key}`, value) ?? []);
}

function checkNumbers(faults: Faults, path: string, json: unknown, numbers: readonly number[]): Odds[] {
  const table = faults.object(
    path,
    json,
    numbers.map((number) => `${number}?`),
  );
  if (table !== undefined && Object.keys(table).length === 0)
    faults.add(path, 'is empty; give a number or remove it');
  return oddsIn(faults, path, table ?? {});
}

function checkPointOdds(faults: Faults, json: unknown): Odds[] {
  const sides = faults.object('odds', json, ['take', 'lay']) ?? {};
  return Object.entries(sides).flatMap(([side, value]) => {
    const byPoint = faults.object(`odds.${side}`, value, points.map(String)) ?? {};
    return Object.entries(byPoint).flatMap(([point, entry]) => {
      const path = `odds.${side}.${point}`;
      const odds = faults.object(path, entry, ['pays', 'most']);
      faults.integer(`${path}.most`, odds?.['most'], { from: 1, to: 1000 });
      return checkOdds(faults, `${path}.pays`, odds?.['pays']) ?? [];
    });
  });
}

function checkOneRoll(faults: Faults, json: unknown): Odds[] {
  const bets = Object.entries(faults.map('oneRoll', json) ?? {});
  if (json !== undefined && bets.length === 0) faults.add('oneRoll', 'is empty; give a bet or remove it');
  return bets.flatMap(([name, value]) => {
    const path = `oneRoll.${name}`;
    if (!kebab.pattern.test(name)) faults.add(path, `is named ${show(name)}; ${kebab.remedy}`);
    if (named.includes(name)) faults.add(path, 'has the name of another bet; give one of its own');
    return checkNumbers(faults, path, value, totals);
  });
}

function checkOff(faults: Faults, json: unknown): void {
  const kinds = faults.list('offOnComeOut', json, { from: 0, to: restingKinds.length }) ?? [];
  for (const [index, kind] of kinds.entries()) {
    const path = `offOnComeOut[${index}]`;
    if (!restingKinds.some((each) => each === kind)) {
      faults.add(path, `is ${show(kind)}; give one of ${restingKinds.join(', ')}`);
    }
    if (kinds.indexOf(kind) !== index) faults.add(path, `is ${show(kind)} again; list each bet once`);
  }
}
